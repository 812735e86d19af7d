import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../../tests/support/arbitraries.ts';
import { beside, mapColumns, permuteColumns } from '../../../../tests/support/transforms.ts';
import { leastSquares } from '../../../core/linear-algebra/least-squares.ts';
import { multiply } from '../../../core/linear-algebra/multiply.ts';
import { column, fromRows, selectColumns, type Matrix } from '../../../core/matrix.ts';
import { measure } from '../../measure.ts';
import { PairedData } from '../../paired-data.ts';
import { rejectBenjaminiYekutieli } from './benjamini-yekutieli.ts';
import { covarianceMeasure } from './covariance-measure.ts';
import { scoreExclusivity } from './measurement-scores.ts';

const both = (factors: Matrix, codes: Matrix, seed = 0) => {
  const { metrics } = measure(factors, codes, { metrics: ['tmex', 'tmex_controlled'], seed });
  return [metrics.tmex!, metrics.tmex_controlled!] as const;
};

/** The definition, one test with its four regressions at a time. */
function byDefinition(factors: Matrix, codes: Matrix, j: number, i: number, train: Int32Array, test: Int32Array): number {
  const take = (values: Float64Array, rows: Int32Array) => Float64Array.from(rows, (row) => values[row]!);
  const design = (columns: readonly Float64Array[], rows: Int32Array): Matrix => ({
    rows: rows.length,
    columns: columns.length + 1,
    data: Float64Array.of(...columns.flatMap((values) => [...take(values, rows)]), ...new Array<number>(rows.length).fill(1)),
  });
  const fit = (inputs: Matrix, output: Float64Array) =>
    leastSquares(inputs, { rows: output.length, columns: 1, data: output }, 1e-12).coefficients;
  const x = column(factors, j);
  const others = Array.from({ length: factors.columns }, (_, k) => k)
    .filter((k) => k !== j)
    .map((k) => column(factors, k));
  const y = column(codes, i);
  const f = fit(design([x, ...others], train), take(y, train));
  const fittedTrain = multiply(design([x, ...others], train), f).data;
  const g = fit(design(others, train), fittedTrain);
  const projectedTrain = multiply(design(others, train), g).data;
  const rho = fittedTrain.reduce((sum, value, k) => sum + (take(y, train)[k]! - projectedTrain[k]!) * value, 0);
  const fTest = multiply(design([x, ...others], test), f).data;
  const gTest = multiply(design(others, test), g).data;
  const h = fTest.map((value, k) => Math.sign(rho) * (value - gTest[k]!));
  const residual = (values: Float64Array) => {
    const image = multiply(design(others, test), fit(design(others, test), values)).data;
    return values.map((value, k) => value - image[k]!);
  };
  const [rY, rH] = [residual(take(y, test)), residual(h)];
  const products = rY.map((value, k) => value * rH[k]!);
  const mean = products.reduce((sum, value) => sum + value, 0) / products.length;
  const meanSquare = products.reduce((sum, value) => sum + value * value, 0) / products.length;
  return (Math.sqrt(products.length) * mean) / Math.sqrt(meanSquare - mean * mean);
}

describe('covarianceMeasure', () => {
  it('agrees with the definition, regression by regression', () => {
    const factors = mapColumns(normalMatrix(80, 3, 'factors'), (value, j) => value * (j + 1) + j);
    factors.data.subarray(160).forEach((value, i) => (factors.data[160 + i] = value + 0.8 * factors.data[i]!));
    const codes = mapColumns(multiply(factors, normalMatrix(3, 2, 'mix')), (value) => value + 0.1 * value ** 2);
    const train = Int32Array.from({ length: 40 }, (_, i) => 2 * i);
    const test = Int32Array.from({ length: 40 }, (_, i) => 2 * i + 1);
    const { statistics } = covarianceMeasure(new PairedData(factors, codes), { train, test });
    for (let i = 0; i < 2; i++)
      for (let j = 0; j < 3; j++)
        expect(statistics.data[i * 3 + j]).toBeCloseTo(byDefinition(factors, codes, j, i, train, test), 8);
  });
});

describe('scoreExclusivity', () => {
  const score = (rows: readonly (readonly number[])[]) => scoreExclusivity(fromRows(rows)).score;

  it('is 1 for one rejection a code and every factor measured, duplicates and silent codes included', () => {
    expect(
      score([
        [1, 0],
        [0, 1],
      ]),
    ).toBe(1);
    expect(
      score([
        [0, 1, 1, 0],
        [1, 0, 0, 0],
      ]),
    ).toBe(1);
  });

  it('falls with entanglement and with missing factors', () => {
    expect(
      score([
        [1, 1],
        [1, 1],
      ]),
    ).toBeCloseTo(2 / 3, 14);
    expect(
      score([
        [1, 0],
        [0, 0],
      ]),
    ).toBeCloseTo(2 / 3, 14);
    expect(
      score([
        [0, 0],
        [0, 0],
      ]),
    ).toBe(0);
    // Two codes for one factor cannot cover two.
    expect(
      score([
        [1, 1],
        [0, 0],
      ]),
    ).toBeCloseTo(2 / 3, 14);
  });
});

describe('rejectBenjaminiYekutieli', () => {
  it('rejects by the thresholds of the theorem', () => {
    // Thresholds are 0.05 k / (4 · 25/12): 0.006, 0.012, 0.018, 0.024.
    expect(rejectBenjaminiYekutieli([0.03, 0.001, 0.0119, 0.019], 0.05)).toEqual([false, true, true, false]);
    expect(rejectBenjaminiYekutieli([0.024, 0.02, 0.019, 0.022], 0.05)).toEqual([true, true, true, true]);
    expect(rejectBenjaminiYekutieli([], 0.05)).toEqual([]);
  });
});

describe('T-MEX', () => {
  const factors = normalMatrix(400, 3, 'factors');

  it('tells an elementwise code from a dense mix only when controlled', () => {
    const noisy = beside(factors, normalMatrix(400, 3, 'noise'));
    const mixing = fromRows([
      ...[0, 1, 2].map((j) => [0, 1, 2].map((i) => (j === i ? 1 : 0))),
      ...[0, 1, 2].map((j) => [0, 1, 2].map((i) => (j === i ? 0.2 : 0))),
    ]);
    const [free, controlled] = both(factors, multiply(noisy, mixing));
    expect([free.score, controlled.score]).toEqual([1, 1]);
    const [mixFree, mixControlled] = both(factors, multiply(factors, normalMatrix(3, 3, 'mix')));
    expect(mixFree.score).toBe(1);
    expect(mixControlled.score).toBeCloseTo(1 / 2, 14);
  });

  it('gives noise what false rejections allow, and nothing when controlled', () => {
    const noise = normalMatrix(400, 40, 'noise');
    const [free, controlled] = both(factors, noise);
    expect(free.score).toBeGreaterThan(0.5);
    expect(controlled.score).toBe(0);
  });

  it('controlled: tells noise, a dense mix and separate codes apart at m = 50, in any order', () => {
    const [n, d, m] = [500, 5, 50];
    const z = normalMatrix(n, d, 'z');
    const mean = (codesOf: (seed: number) => Matrix) => {
      const pairs = [0, 1, 2, 3].map((seed) => both(z, codesOf(seed), seed).map(({ score }) => score!));
      return [0, 1].map((k) => pairs.reduce((sum, scores) => sum + scores[k]! / pairs.length, 0)) as [number, number];
    };
    const [noise, noiseControlled] = mean((seed) => normalMatrix(n, m, 'noise', seed));
    const [mix, mixControlled] = mean((seed) => multiply(z, normalMatrix(d, m, 'mix', seed)));
    const [separate, separateControlled] = mean((seed) =>
      permuteColumns(
        selectColumns(
          z,
          [...Array(m).keys()].map((i) => i % d),
        ),
        seed,
      ),
    );
    expect([noise > 0.5, mix, separate]).toEqual([true, 1, 1]);
    expect(noiseControlled).toBeLessThan(0.05);
    // One rejection in five of a dense mix is enough: precision 1/5 and recall 1.
    expect(mixControlled).toBeCloseTo(1 / 3, 1);
    expect(separateControlled).toBe(1);
  });

  it('does not depend on order, sign, scale and shift of the codes', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const codes = beside(multiply(factors, normalMatrix(3, 2, seed)), selectColumns(factors, [1]));
        const moved = permuteColumns(
          mapColumns(codes, (value, j) => (j === 0 ? -1e-6 : 40) * value + 3),
          seed,
        );
        both(factors, moved, 1).forEach(({ score }, k) => expect(score).toBeCloseTo(both(factors, codes, 1)[k]!.score!, 12));
      }),
      { numRuns: 10 },
    );
  });

  it('takes constant columns and dependent factors for unmeasured, and says so', () => {
    const withConstant = mapColumns(factors, (value, j) => (j === 1 ? 2 : value));
    const [, constant] = both(withConstant, factors);
    expect((constant.parts.correspondence as number[][]).map((row) => row[1])).toEqual([0, 0, 0]);
    const dependent = beside(factors, multiply(factors, fromRows([[1], [1], [0]])));
    const { diagnostics, score } = both(dependent, factors)[0];
    expect(diagnostics.map(({ code }) => code)).toEqual(['dependent-factors']);
    expect(diagnostics[0]!.message).toContain('0, 1, 3');
    expect(score).toBeCloseTo(1 / 3, 14);
  });

  it('has a score for one factor and one code, and a reason where it has none', () => {
    const one = selectColumns(factors, [0]);
    expect(
      both(
        one,
        mapColumns(one, (value) => value ** 3),
      ).map(({ score }) => score),
    ).toEqual([1, 1]);
    const few = normalMatrix(49, 2, 'few');
    expect(both(few, few)[0].diagnostics[0]!.code).toBe('too-few-rows');
    expect(
      both(
        mapColumns(factors, () => 1),
        factors,
      )[1].diagnostics[0]!.code,
    ).toBe('constant-factors');
    expect(
      both(
        factors,
        mapColumns(factors, () => 1),
      ).map(({ score }) => score),
    ).toEqual([0, 0]);
  });
});
