import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../tests/support/arbitraries.ts';
import { beside, mapColumns } from '../../tests/support/transforms.ts';
import { InputError } from '../core/input-error.ts';
import { column, selectColumns, zeros, type Matrix } from '../core/matrix.ts';
import { METRIC_KEYS, METRICS, type MetricKey } from './catalogue.ts';
import { measure } from './measure.ts';
import type { PartValue } from './metric.ts';

/** One key of each group: the others come from the same computation, and are looked at with it. */
const GROUPS = [...Map.groupBy(METRIC_KEYS, (key) => METRICS[key].group)] as [string, MetricKey[]][];

/** Rounding may push a score past its range by so much; printing hides it. */
const ROUNDING = 1e-9;

function numbersOf(value: PartValue): number[] {
  if (typeof value === 'number') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap((entry) => numbersOf(entry)) : [];
}

/** A value in its range or null with a reason, and no number that is none. */
function expectSound(factors: Matrix, codes: Matrix, keys: readonly MetricKey[]): void {
  const { metrics } = measure(factors, codes, { metrics: keys });
  for (const key of keys) {
    const { score, parts, diagnostics } = metrics[key]!;
    const { range, rankPart } = METRICS[key];
    if (score === null) {
      expect(diagnostics[0]?.message, key).toMatch(/\.$/);
      expect(diagnostics[0]!.code, key).toMatch(/^[a-z]+(-[a-z]+)*$/);
    }
    for (const value of [score, rankPart === 'score' ? null : parts[rankPart]])
      if (typeof value === 'number') {
        expect(value, key).toBeGreaterThanOrEqual(range[0] - ROUNDING);
        expect(value, key).toBeLessThanOrEqual(range[1] + ROUNDING);
      }
    expect(numbersOf(parts).every(Number.isFinite), `parts of ${key}`).toBe(true);
  }
}

type Spoil = readonly [name: string, spoil: (matrix: Matrix) => Matrix];

const SPOILS: readonly Spoil[] = [
  ['nothing wrong', (matrix) => matrix],
  ['a constant column', (matrix) => mapColumns(matrix, (value, j) => (j === 0 ? 7 : value))],
  ['all columns constant', (matrix) => mapColumns(matrix, (_, j) => j)],
  ['a duplicate column', (matrix) => beside(matrix, selectColumns(matrix, [0]))],
  ['offsets of 10⁶', (matrix) => mapColumns(matrix, (value) => value + 1e6)],
  ['a scale of 10⁻⁹', (matrix) => mapColumns(matrix, (value) => value * 1e-9)],
  ['scales from 10⁻⁹ to 10⁹', (matrix) => mapColumns(matrix, (value, j) => value * [1e-9, 1, 1e9, 1e-4][j % 4]!)],
  ['one column only', (matrix) => selectColumns(matrix, [0])],
  ['whole numbers with ties', (matrix) => mapColumns(matrix, (value) => Math.round(value))],
  ['two values', (matrix) => mapColumns(matrix, (value) => (value > 1 ? 1 : 0))],
  [
    'one entry that differs',
    (matrix) => ({ ...zeros(matrix.rows, matrix.columns), data: matrix.data.map((_, k) => (k % matrix.rows === 0 ? 1 : 0)) }),
  ],
  ['enormous numbers', (matrix) => mapColumns(matrix, (value) => value * 1e200)],
  ['vanishing numbers', (matrix) => mapColumns(matrix, (value) => value * 1e-200)],
  ['one enormous entry', (matrix) => ({ ...matrix, data: matrix.data.map((value, k) => (k === 0 ? 1e12 : value)) })],
];

/** Codes that hold something of the factors. */
function related(factors: Matrix, m: number, seed: number): Matrix {
  const codes = normalMatrix(factors.rows, m, 'bad input', seed);
  for (let i = 0; i < m; i++) {
    const source = column(factors, i % factors.columns);
    column(codes, i).forEach((value, row, values) => (values[row] = source[row]! + 0.5 * value));
  }
  return codes;
}

const shapes = (least: number, most: number) =>
  fc.record({
    n: fc.integer({ min: least, max: most }),
    d: fc.integer({ min: 1, max: 3 }),
    m: fc.integer({ min: 1, max: 3 }),
    seed: fc.nat(999),
    z: fc.constantFrom(...SPOILS),
    c: fc.constantFrom(...SPOILS),
  });

describe.each(GROUPS)('bad input to %s', (_, keys) => {
  it.each([
    ['1 to 12 rows', 1, 12, 40],
    ['enough rows', 40, 70, 30],
  ])('gives a value in its range, or none and why: %s', (__, least, most, numRuns) => {
    fc.assert(
      fc.property(shapes(least, most), ({ n, d, m, seed, z, c }) => {
        const factors = normalMatrix(n, d, 'bad input factors', seed);
        expectSound(z[1](factors), c[1](related(factors, m, seed)), keys);
      }),
      { numRuns },
    );
  });

  it.each(SPOILS)('%s, in codes and in factors', (___, spoil) => {
    const factors = normalMatrix(60, 3, 'spoilt');
    const codes = related(factors, 3, 0);
    expectSound(factors, spoil(codes), keys);
    expectSound(spoil(factors), codes, keys);
    expectSound(spoil(factors), spoil(codes), keys);
  });

  it('refuses what is not finite, empty or of unequal length, with one line', () => {
    const factors = normalMatrix(60, 2);
    for (const value of [NaN, Infinity, -Infinity]) {
      const spoilt = mapColumns(factors, (entry) => entry);
      spoilt.data[7] = value;
      for (const pair of [
        [factors, spoilt],
        [spoilt, factors],
      ] as const)
        expect(() => measure(...pair, { metrics: keys })).toThrow(InputError);
    }
    for (const other of [zeros(0, 2), zeros(60, 0), zeros(59, 2)])
      expect(() => measure(factors, other, { metrics: keys })).toThrow(InputError);
  });
});
