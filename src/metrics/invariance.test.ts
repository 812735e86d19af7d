/** What is no property of a representation must not move its scores, or the metric must say what did: units, offsets, copies of rows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../tests/support/arbitraries.ts';
import { mapColumns } from '../../tests/support/transforms.ts';
import { selectColumns, selectRows, type Matrix } from '../core/matrix.ts';
import { RandomStream } from '../core/random/stream.ts';
import { METRIC_KEYS, type MetricKey } from './catalogue.ts';
import { measure, type MetricResults } from './measure.ts';

const ROWS = 320;
const FACTORS = 3;

/** Rounding, ties of trees and edges of bins. */
const STILL = 0.01;
/** What the draw of rows does to a mean over them. */
const SAMPLING = 0.06;

interface Pair {
  readonly factors: Matrix;
  readonly codes: Matrix;
}

/** Permuted factors with noise: every metric has a score between its bounds. */
function draw(seed: number): Pair {
  const factors = normalMatrix(ROWS, FACTORS, 'invariance z', seed);
  const noise = normalMatrix(ROWS, FACTORS, 'invariance noise', seed);
  const permuted = selectColumns(factors, [1, 2, 0]);
  return { factors, codes: { ...permuted, data: permuted.data.map((value, k) => value + 0.4 * noise.data[k]!) } };
}

const scoresOf = ({ factors, codes }: Pair, metrics: readonly MetricKey[] = METRIC_KEYS): MetricResults =>
  measure(factors, codes, { metrics }).metrics;

/** Metrics that moved, with what they say. */
function moved(before: MetricResults, after: MetricResults, tolerance: number): [MetricKey, string[]][] {
  return METRIC_KEYS.filter((key) => Math.abs((after[key]!.score ?? NaN) - before[key]!.score!) <= tolerance === false).map(
    (key) => [key, after[key]!.diagnostics.map(({ code }) => code)],
  );
}

/** Every metric that moved must name one of the causes. */
function expectExplained(before: MetricResults, after: MetricResults, tolerance: number, causes: readonly string[]): void {
  for (const [key, codes] of moved(before, after, tolerance))
    expect(codes.some((code) => causes.includes(code)) || `${key} moved and says only: ${codes.join(', ')}`).toBe(true);
}

const exponents = fc.integer({ min: -12, max: 12 });
const mantissas = fc.double({ min: 1, max: 9.99, noNaN: true });
const units = fc.tuple(mantissas, exponents).map(([mantissa, exponent]) => mantissa * Number(`1e${exponent}`));
const offsets = fc
  .tuple(fc.constantFrom(-1, 1), mantissas, fc.integer({ min: -1, max: 7 }))
  .map(([sign, mantissa, exponent]) => sign * mantissa * Number(`1e${exponent}`));
const sides = fc.constantFrom<keyof Pair>('factors', 'codes');
const seeds = fc.nat(3);
const RUNS = { numRuns: 5 };

describe('every metric', () => {
  it('keeps its score when one array is in another unit', () => {
    fc.assert(
      fc.property(seeds, sides, units, (seed, side, unit) => {
        const pair = draw(seed);
        const changed = { ...pair, [side]: mapColumns(pair[side], (value) => unit * value) };
        expect(moved(scoresOf(pair), scoresOf(changed), STILL)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('keeps its score when one column is in another unit, or says that units count', () => {
    const causes = ['pruned-codes', 'unequal-code-units', 'unequal-factor-units'];
    const large = units.filter((unit) => unit > 9 || unit < 0.1);
    fc.assert(
      fc.property(seeds, sides, large, fc.nat(FACTORS - 1), (seed, side, unit, at) => {
        const pair = draw(seed);
        const changed = { ...pair, [side]: mapColumns(pair[side], (value, j) => (j === at ? unit * value : value)) };
        expectExplained(scoresOf(pair), scoresOf(changed), STILL, causes);
      }),
      RUNS,
    );
  });

  it('keeps its score when a column is shifted, or says that offsets count', () => {
    const causes = ['offset-factor', 'offset-code', 'coarse-code'];
    fc.assert(
      fc.property(seeds, sides, offsets, fc.nat(FACTORS - 1), (seed, side, offset, at) => {
        const pair = draw(seed);
        const changed = { ...pair, [side]: mapColumns(pair[side], (value, j) => (j === at ? value + offset : value)) };
        expectExplained(scoresOf(pair), scoresOf(changed), STILL, causes);
      }),
      RUNS,
    );
  });

  it('keeps its score when all rows are repeated, or says that rows repeat', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 2, max: 5 }), fc.boolean(), (seed, times, adjacent) => {
        const pair = draw(seed);
        const rows = Array.from({ length: times * ROWS }, (_, i) => (adjacent ? Math.floor(i / times) : i % ROWS));
        const changed = { factors: selectRows(pair.factors, rows), codes: selectRows(pair.codes, rows) };
        expectExplained(scoresOf(pair), scoresOf(changed), STILL, ['repeated-rows']);
      }),
      { numRuns: 4 },
    );
  });

  it('keeps its score under a bootstrap of rows, or says that rows repeat', () => {
    fc.assert(
      fc.property(seeds, fc.nat(), (seed, draws) => {
        const pair = draw(seed);
        const stream = new RandomStream('custodes/test', 'bootstrap', draws);
        const rows = Array.from({ length: ROWS }, () => stream.below(ROWS));
        const changed = { factors: selectRows(pair.factors, rows), codes: selectRows(pair.codes, rows) };
        expectExplained(scoresOf(pair), scoresOf(changed), SAMPLING, ['repeated-rows']);
      }),
      RUNS,
    );
  });

  it('keeps its score when whole numbers are halved, or says that they were taken for classes', () => {
    fc.assert(
      fc.property(seeds, sides, (seed, side) => {
        const pair = draw(seed);
        const whole = { ...pair, [side]: mapColumns(pair[side], (value) => Math.round(2 * value)) };
        const halved = { ...pair, [side]: mapColumns(whole[side], (value) => value / 2) };
        expectExplained(scoresOf(halved), scoresOf(whole), STILL, ['classified-factor']);
      }),
      RUNS,
    );
  });
});

describe('the corrected information metrics', () => {
  const KEYS = ['infom_corrected', 'infoc_corrected'] as const;

  it('are the same bits however often all rows are repeated, and hold under a bootstrap', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 2, max: 11 }), (seed, times) => {
        const pair = draw(seed);
        const take = (rows: readonly number[]) => ({
          factors: selectRows(pair.factors, rows),
          codes: selectRows(pair.codes, rows),
        });
        const before = scoresOf(pair, KEYS);
        const repeated = scoresOf(take(Array.from({ length: times * ROWS }, (_, i) => i % ROWS)), KEYS);
        const stream = new RandomStream('custodes/test', 'resample', seed, times);
        const resampled = scoresOf(take(Array.from({ length: ROWS }, () => stream.below(ROWS))), KEYS);
        for (const key of KEYS) {
          expect(repeated[key]!.score).toBe(before[key]!.score);
          expect(repeated[key]!.diagnostics.map(({ code }) => code)).toEqual(['repeated-rows']);
          expect(Math.abs(resampled[key]!.score! - before[key]!.score!)).toBeLessThan(0.1);
        }
      }),
    );
  });

  it('leave rows alone that repeat because their columns are discrete', () => {
    const { factors, codes } = draw(0);
    const level = (value: number) => Math.max(-1, Math.min(1, Math.round(value)));
    const discrete = { factors: mapColumns(factors, level), codes: mapColumns(codes, level) };
    for (const { diagnostics } of Object.values(scoresOf(discrete)))
      expect(diagnostics.map(({ code }) => code)).not.toContain('repeated-rows');
  });
});
