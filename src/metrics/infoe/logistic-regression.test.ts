import { describe, expect, it } from 'vitest';
import { ln } from '../../core/mathematics.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { hessianPreconditioner } from './logistic-curvature.ts';
import { LogisticObjective, type ClassifiedRows } from './logistic-objective.ts';
import { fitLogisticRegression } from './logistic-regression.ts';
import { stratifyRows } from './stratified-rows.ts';

/** Gaussian inputs whose classes depend on the first, with weights that differ by class. */
function classifiedRows(n: number, inputCount: number, classCount: number): ClassifiedRows {
  const stream = new RandomStream('test', 'logistic', n, inputCount, classCount);
  const width = inputCount + 1;
  const inputs = new Float64Array(n * width + 1).fill(1);
  const labels = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < inputCount; j++) inputs[i * width + j] = stream.normal();
    const noisy = inputs[i * width]! + 0.7 * stream.normal();
    labels[i] = Math.max(0, Math.min(classCount - 1, Math.floor(noisy + classCount / 2)));
  }
  for (let k = 0; k < classCount; k++) labels[k] = k;
  return { inputs, width, labels, classCount, classWeights: Float64Array.from({ length: classCount }, (_, k) => 0.5 + k / 4) };
}

function coefficientsFor(objective: LogisticObjective): Float64Array {
  const coefficients = new Float64Array(objective.size);
  const { classCount, width } = objective.rows;
  const stream = new RandomStream('test', 'coefficients');
  for (let j = 0; j < width; j++)
    for (let k = classCount === 2 ? 1 : 0; k < classCount; k++) coefficients[j * objective.stride + k] = stream.normal();
  return coefficients;
}

describe.each([
  ['two classes', 301, 3, 2],
  ['five classes', 300, 4, 5],
])('LogisticObjective, %s', (_, n, inputCount, classCount) => {
  const objective = new LogisticObjective(classifiedRows(n, inputCount, classCount));
  const { rows } = objective;

  it('is the weighted log loss of its definition plus the penalty', () => {
    const coefficients = coefficientsFor(objective);
    let expected = 0;
    let plain = 0;
    const p = new Float64Array(classCount);
    for (let i = 0; i < n; i++) {
      objective.probabilities(i, coefficients, p);
      const loss = -ln(p[rows.labels[i]!]!);
      plain += loss;
      expected += rows.classWeights[rows.labels[i]!]! * loss;
    }
    for (let j = 0; j < inputCount; j++)
      for (let k = 0; k < classCount; k++) expected += coefficients[j * objective.stride + k]! ** 2 / 2;
    expect(objective.evaluate(coefficients, new Float64Array(objective.size))).toBeCloseTo(expected, 8);
    expect(objective.meanLogLoss).toBeCloseTo(plain / n, 12);
  });

  it('has the gradient of finite differences', () => {
    const coefficients = coefficientsFor(objective);
    const gradient = new Float64Array(objective.size);
    objective.evaluate(coefficients, gradient);
    const step = 1e-5;
    for (let j = 0; j <= inputCount; j++)
      for (let k = classCount === 2 ? 1 : 0; k < classCount; k++) {
        const at = j * objective.stride + k;
        const [up, down] = [1, -1].map((sign) => {
          const moved = coefficients.slice();
          moved[at]! += sign * step;
          return objective.evaluate(moved, new Float64Array(objective.size));
        });
        expect((up! - down!) / (2 * step)).toBeCloseTo(gradient[at]!, 4);
      }
  });

  it('has a Hessian that undoes the change of the gradient along a direction', () => {
    const coefficients = coefficientsFor(objective);
    const direction = coefficientsFor(objective).map((value, i) => value * Math.cos(i));
    const step = 1e-5;
    const gradients = [1, -1].map((sign) => {
      const gradient = new Float64Array(objective.size);
      objective.evaluate(
        coefficients.map((value, i) => value + sign * step * direction[i]!),
        gradient,
      );
      return gradient;
    });
    const change = gradients[0]!.map((value, i) => (value - gradients[1]![i]!) / (2 * step));
    hessianPreconditioner(objective, coefficients)!(change);
    // Shifting all constants alike changes nothing, so only differences of constants are determined.
    const free = classCount === 2 ? 1 : 0;
    for (let j = 0; j <= inputCount; j++) {
      const offset = j === inputCount && classCount > 2 ? change[j * objective.stride]! - direction[j * objective.stride]! : 0;
      for (let k = free; k < classCount; k++)
        expect(change[j * objective.stride + k]! - offset).toBeCloseTo(direction[j * objective.stride + k]!, 3);
    }
  });
});

describe('fitLogisticRegression', () => {
  it.each([
    ['few inputs', 400, 4, 5],
    ['two classes', 400, 4, 2],
    ['so many inputs that only blocks of the Hessian are factored', 150, 50, 10],
  ])('finds the minimum: %s', (_, n, inputCount, classCount) => {
    const rows = classifiedRows(n, inputCount, classCount);
    const { logLoss, converged } = fitLogisticRegression(rows);
    expect(converged).toBe(true);

    // Second method: plain gradient descent with the step that Böhning's bound allows.
    const objective = new LogisticObjective(rows);
    const point = new Float64Array(objective.size);
    const gradient = new Float64Array(objective.size);
    let largest = 0;
    for (let i = 0; i < n; i++) {
      let squares = 0;
      for (let j = 0; j < rows.width; j++) squares += rows.inputs[i * rows.width + j]! ** 2;
      largest += (rows.classWeights[rows.labels[i]!]! * squares) / 2;
    }
    const lipschitz = Math.min(largest, 1 + (4 * largest) / Math.min(rows.width, 8));
    let momentum = point.slice();
    for (let step = 1; step <= 3000; step++) {
      const value = objective.evaluate(momentum, gradient);
      const next = momentum.map((coordinate, i) => coordinate - gradient[i]! / lipschitz);
      momentum = next.map((coordinate, i) => coordinate + ((step - 1) / (step + 2)) * (coordinate - point[i]!));
      point.set(next);
      if (!Number.isFinite(value)) throw new Error('gradient descent diverged');
    }
    objective.evaluate(point, gradient);
    expect(logLoss).toBeCloseTo(objective.meanLogLoss, 4);
  });
});

describe('stratifyRows', () => {
  it('keeps the weight of each class and spares rare ones', () => {
    const rows = classifiedRows(500, 2, 4);
    const part = stratifyRows(rows, 10, 20);
    const totals = ({ labels, classWeights }: ClassifiedRows) => {
      const sums = new Array<number>(4).fill(0);
      for (const label of labels) sums[label]! += classWeights[label]!;
      return sums;
    };
    totals(part).forEach((total, k) => expect(total).toBeCloseTo(totals(rows)[k]!, 9));
    expect(part.labels.length).toBeLessThan(120);
    const sizes = [0, 1, 2, 3].map((k) => part.labels.filter((label) => label === k).length);
    sizes.forEach((size, k) =>
      expect(size).toBeGreaterThanOrEqual(Math.min(20, rows.labels.filter((label) => label === k).length)),
    );
  });
});
