import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../../tests/support/arbitraries.ts';
import { beside, mapColumns } from '../../../../tests/support/transforms.ts';
import { selectColumns, selectRows, type Matrix } from '../../../core/matrix.ts';
import type { MetricOptions } from '../../metric.ts';
import { PairedData } from '../../paired-data.ts';
import { dciGroup } from './dci-group.ts';

const compute = (factors: Matrix, codes: Matrix, options: MetricOptions = {}) =>
  dciGroup.compute(new PairedData(factors, codes), options);

const scoresOf = (factors: Matrix, codes: Matrix, options?: MetricOptions) =>
  Object.values(compute(factors, codes, options)).map(({ score }) => score);

const importanceOf = (factors: Matrix, codes: Matrix) => compute(factors, codes).dci_d.parts.importance as number[][];

const factors = normalMatrix(400, 3, 'dci factors');
const noise = normalMatrix(400, 2, 'dci noise');
const disturbance = normalMatrix(400, 3, 'dci disturbance');
const noisy: Matrix = { ...factors, data: factors.data.map((value, k) => value + 0.3 * disturbance.data[k]!) };

describe('disentanglement, completeness and informativeness', () => {
  it('are about 1 for permuted, scaled factors', () => {
    const codes = mapColumns(selectColumns(factors, [2, 0, 1]), (value, j) => value * (j - 3));
    for (const score of scoresOf(factors, codes)) expect(score).toBeGreaterThan(0.98);
  });

  it('give codes of noise no importance, and are low for noise alone', () => {
    const importance = importanceOf(factors, beside(factors, noise));
    expect(
      importance
        .slice(3)
        .flat()
        .every((value) => value < 0.01),
    ).toBe(true);
    const { dci_d, dci_i } = compute(factors, noise);
    expect(dci_d.score).toBeLessThan(0.05);
    expect(dci_i.score).toBe(0);
    expect(dci_i.parts.informativeness_test_raw).toBeLessThan(0);
  });

  it('fall where codes mix factors, and do not where they invert a nonlinear map', () => {
    const mixed = mapColumns(factors, (value) => value);
    for (let i = 0; i < 400; i++) for (let j = 0; j < 3; j++) mixed.data[j * 400 + i]! += factors.data[((j + 1) % 3) * 400 + i]!;
    expect(compute(factors, mixed).dci_d.score).toBeLessThan(0.6);
    const bent = mapColumns(factors, (value) => value ** 3 + value);
    expect(compute(factors, bent).dci_d.score).toBeGreaterThan(0.98);
  });

  it('do not depend on the order of codes, not even among copies', () => {
    const codes = beside(
      beside(factors, noise),
      mapColumns(factors, (value) => -3 * value),
    );
    const order = [5, 3, 0, 7, 2, 4, 6, 1];
    const shuffled = selectColumns(codes, order);
    const [before, after] = [importanceOf(factors, codes), importanceOf(factors, shuffled)];
    order.forEach((from, to) => after[to]!.forEach((value, j) => expect(value).toBeCloseTo(before[from]![j]!, 12)));
    scoresOf(factors, codes).forEach((score, k) => expect(scoresOf(factors, shuffled)[k]).toBeCloseTo(score!, 12));
  });

  it('do not depend on the order of factors', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (order) => {
        const [before, after] = [compute(factors, noise), compute(selectColumns(factors, order), noise)];
        expect(after.dci_i.parts.per_factor_test).toEqual(order.map((j) => (before.dci_i.parts.per_factor_test as number[])[j]));
        expect(after.dci_c.parts.per_factor).toEqual(order.map((j) => (before.dci_c.parts.per_factor as number[])[j]));
      }),
      { numRuns: 4 },
    );
  });

  it('give the same importances after strictly monotone maps of the codes, and after scaling factors', () => {
    const codes = beside(factors, noise);
    const importance = importanceOf(factors, codes);
    const mapped = mapColumns(codes, (value, j) => (j % 2 === 0 ? 1000 * (value + value ** 3) : -70 * value));
    importanceOf(factors, mapped).forEach((row, i) =>
      row.forEach((value, j) => expect(value).toBeCloseTo(importance[i]![j]!, 12)),
    );
    for (const scale of [1e-12, 1e200])
      importanceOf(
        mapColumns(factors, (value) => value * scale),
        codes,
      ).forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(importance[i]![j]!, 9)));
  });

  it('have no disentanglement for one factor', () => {
    const { dci_d, dci_c, dci_i } = compute(selectColumns(factors, [0]), factors);
    expect(dci_d.score).toBeNull();
    expect(dci_d.diagnostics[0]!.code).toBe('single-factor');
    expect(dci_c.score).toBeGreaterThan(0.99);
    expect(dci_i.score).toBeGreaterThan(0.99);
  });

  it('count a constant factor as predicted, without importance, whether integer or not', () => {
    for (const value of [2, 0.1]) {
      const constant = mapColumns(factors, (entry, j) => (j === 1 ? value : entry));
      const { dci_d, dci_i } = compute(constant, factors);
      expect((dci_d.parts.importance as number[][]).map((row) => row[1])).toEqual([0, 0, 0]);
      expect((dci_i.parts.per_factor_test as number[])[1]).toBe(1);
      expect(dci_i.parts.score_nonconstant).toBeLessThan(dci_i.score!);
      expect(dci_i.diagnostics.map(({ code }) => code)).toEqual(['constant-factor']);
    }
  });

  it('refuse what cannot be scored', () => {
    const reasons = (a: Matrix, b: Matrix) =>
      Object.values(compute(a, b)).map(({ score, diagnostics }) => [score, diagnostics[0]!.code]);
    const few = selectRows(factors, [0, 1, 2, 3]);
    expect(reasons(few, few)).toEqual(Array.from({ length: 4 }, () => [null, 'too-few-rows']));
    const constant = mapColumns(factors, () => 5);
    expect(reasons(constant, factors)).toEqual(Array.from({ length: 4 }, () => [null, 'constant-factors']));
  });

  it('do not depend on the units of the codes, and say where they were changed or still hide something', () => {
    const before = scoresOf(factors, noisy);
    const codesOf = (codes: Matrix) => compute(factors, codes).dci_d.diagnostics.map(({ code }) => code);
    for (const [scale, offset, remark] of [
      [1e-300, 0, 'rescaled-code'],
      [1e-12, 0, 'rescaled-code'],
      [1e-7, 0, 'rescaled-code'],
      [1e-6, 0, 'rescaled-code'],
      [1e-5, 0, 'coarse-code'],
      [1e-4, 0, undefined],
      [1e-3, 0, undefined],
      [1e12, 0, undefined],
      [1e39, 0, 'rescaled-code'],
      [1e300, 0, 'rescaled-code'],
      [1, 1e4, undefined],
      [1, 1e6, 'coarse-code'],
      [1, 1e7, 'rescaled-code'],
      [1, -1e8, 'rescaled-code'],
      [1e-6, 1, 'rescaled-code'],
    ] as const) {
      const moved = mapColumns(noisy, (value) => value * scale + offset);
      expect([scale, offset, codesOf(moved)]).toEqual([scale, offset, remark === undefined ? [] : [remark]]);
      scoresOf(factors, moved).forEach((score, k) =>
        expect(Math.abs(score! - before[k]!), `${scale} ${offset}`).toBeLessThan(0.01),
      );
    }
  });

  it('leave a column with heavy tails in its own units, and say what trees miss of it', () => {
    const tailed = mapColumns(factors, (value, j) => (j === 0 ? value * 1e-9 + (value > 2 ? 1 : 0) : value));
    expect(compute(factors, tailed).dci_d.diagnostics.map(({ code }) => code)).toEqual(['unresolved-code']);
  });

  it('fit on the rows that the options name', () => {
    const trainRows = Array.from({ length: 320 }, (_, i) => i);
    expect(scoresOf(factors, noise, { trainRows })).toEqual(scoresOf(factors, noise));
    const seeded = (seed: number) => scoresOf(factors, noise, { split: 'seeded', seed });
    expect(seeded(1)).toEqual(seeded(1));
    expect(seeded(1)).not.toEqual(seeded(2));
  });

  it('classify integer factors', () => {
    const labels = mapColumns(factors, (value) => Math.round(value));
    const { dci_i } = compute(labels, factors);
    expect(dci_i.parts.factor_kind).toEqual(['classification', 'classification', 'classification']);
    expect(dci_i.score).toBeGreaterThan(0.95);
  });
});
