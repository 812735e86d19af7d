import { inverse, Matrix, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import type { StructuralEquation } from '../../dgps/linear-scm/structural-equations.ts';
import { interventions } from './index.ts';
import type { Rows } from '../mixing-matrix.ts';
import type { TrackInstance, Variant } from '../track.ts';

const D = 5;

interface Parameters {
  readonly causal_model: readonly StructuralEquation[];
  readonly edges: number;
  readonly interventions: {
    readonly by_environment: readonly { readonly target: number; readonly standard_deviation: number }[];
  };
  readonly mixing: { readonly matrix: Rows; readonly condition_number: number };
}

const parametersOf = (instance: TrackInstance) => instance.parameters as unknown as Parameters;
const instances = (variant: Variant) =>
  Array.from({ length: interventions.instanceCount }, (_, index) => interventions.createInstance(index, variant));
const matrixOf = (rows: Rows) => new Matrix(rows.map((row) => [...row]));

/** Closed form: z = B z + e, so Cov z = (I − B)⁻¹ Ω (I − B)⁻ᵀ, with the target's row of B cut and its noise replaced. */
function covariance({ causal_model, interventions: acting }: Parameters, environment: number): Matrix {
  const weights = Matrix.zeros(D, D);
  const noise = Matrix.zeros(D, D);
  const intervention = acting.by_environment[environment - 1];
  for (const { factor, parents, noiseDeviation } of causal_model) {
    const isTarget = intervention?.target === factor;
    const deviation = isTarget ? intervention.standard_deviation : noiseDeviation;
    noise.set(factor, factor, deviation * deviation);
    if (!isTarget) for (const parent of parents) weights.set(factor, parent.factor, parent.weight);
  }
  const total = inverse(Matrix.eye(D, D).sub(weights));
  return total.mmul(noise).mmul(total.transpose());
}

function sampleCovariance(rows: Matrix): Matrix {
  return rows.transpose().mmul(rows).div(rows.rows);
}

/** Largest difference of two covariances, in standard errors of normal samples. */
function gap(sample: Matrix, expected: Matrix, n: number): number {
  let largest = 0;
  for (let i = 0; i < D; i++) {
    for (let j = 0; j < D; j++) {
      const error = Math.sqrt((expected.get(i, i) * expected.get(j, j) + expected.get(i, j) * expected.get(i, j)) / n);
      largest = Math.max(largest, Math.abs(sample.get(i, j) - expected.get(i, j)) / error);
    }
  }
  return largest;
}

function unmixed(instance: TrackInstance, x: Float32Array): Matrix {
  const rows = Array.from({ length: x.length / D }, (_, i) => Array.from(x.subarray(i * D, (i + 1) * D)));
  return new Matrix(rows).mmul(inverse(matrixOf(parametersOf(instance).mixing.matrix)).transpose());
}

function byEnvironment(instance: TrackInstance, n: number): Matrix[] {
  const [x, environment] = [...instance.drawTraining('train', n, n)][0]! as readonly [Float32Array, Int32Array];
  const factors = unmixed(instance, x);
  return Array.from({ length: D + 1 }, (_, k) => {
    const rows = [...environment.keys()].filter((row) => environment[row] === k);
    return factors.subMatrixRow(rows, 0, D - 1);
  });
}

describe('interventions', () => {
  it('mixes with the stated condition number, at most 10', () => {
    for (const instance of instances('main')) {
      const { matrix, condition_number } = parametersOf(instance).mixing;
      expect(new SingularValueDecomposition(matrixOf(matrix)).condition).toBeCloseTo(condition_number, 8);
      expect(condition_number).toBeLessThanOrEqual(10);
    }
  });

  it('intervenes once on each factor, and has edges that make the factors dependent', () => {
    for (const instance of instances('main')) {
      const { interventions: acting, edges, causal_model } = parametersOf(instance);
      expect(acting.by_environment.map(({ target }) => target).sort()).toEqual([0, 1, 2, 3, 4]);
      for (const { standard_deviation } of acting.by_environment) expect(standard_deviation).toBeGreaterThan(1.5);
      expect(edges).toBeGreaterThan(0);
      expect(instance.structure!.truth.data.reduce((sum, value) => sum + value, 0)).toBe(edges);
      const order = causal_model.map(({ factor }) => factor);
      // Causes come before effects, so the graph has no cycle.
      for (const { factor, parents } of causal_model)
        for (const parent of parents) expect(order.indexOf(parent.factor)).toBeLessThan(order.indexOf(factor));
    }
  });

  it('draws every environment by the closed form of its covariance, which other environments do not share', () => {
    for (const instance of instances('main').slice(0, 4)) {
      const groups = byEnvironment(instance, 24_000);
      groups.forEach((rows, k) => {
        expect(Math.abs(rows.rows - 4000)).toBeLessThan(5 * Math.sqrt((24_000 * 5) / 36));
        const sample = sampleCovariance(rows);
        expect(gap(sample, covariance(parametersOf(instance), k), rows.rows)).toBeLessThan(4.5);
        const other = (k + 1) % (D + 1);
        expect(gap(sample, covariance(parametersOf(instance), other), rows.rows)).toBeGreaterThan(9);
      });
    }
  });

  it('draws the twin alike in all environments, by the observational law', () => {
    for (const instance of instances('twin').slice(0, 4)) {
      for (const rows of byEnvironment(instance, 24_000)) {
        expect(gap(sampleCovariance(rows), covariance(parametersOf(instance), 0), rows.rows)).toBeLessThan(4.5);
      }
    }
  });

  it('evaluates on observational rows, x = Az', () => {
    const n = 8000;
    const instance = interventions.createInstance(3, 'main');
    const { factors, observations } = instance.drawEvaluation('seed', n);
    const restored = unmixed(instance, observations);
    expect(gap(sampleCovariance(restored), covariance(parametersOf(instance), 0), n)).toBeLessThan(4.5);
    for (let row = 0; row < 50; row++)
      for (let j = 0; j < D; j++) expect(Math.abs(restored.get(row, j) - factors.data[j * n + row]!)).toBeLessThan(1e-4);
  });
});
