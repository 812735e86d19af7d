import { describe, expect, it } from 'vitest';
import { column, zeros, type Matrix } from '../../core/matrix.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { measure } from '../../metrics/measure.ts';
import { floorFamilies } from './floor-families.ts';
import { floorHint, floorSentence } from './floor-sentence.ts';
import { lawOf, lawOfArray } from './law.ts';
import { leakEquivalent } from './leak-equivalent.ts';
import { ownFloors, type OwnFloors } from './own-floors.ts';

const N = 1000;
const D = 5;
const DRAWS = 29;
const stream = (name: string) => new RandomStream('test/own-floors', name);

function codesFrom(factors: Matrix, m: number, value: (row: number, code: number) => number): Matrix {
  const codes = zeros(factors.rows, m);
  for (let i = 0; i < m; i++) for (let k = 0; k < factors.rows; k++) codes.data[i * factors.rows + k] = value(k, i);
  return codes;
}

function mix(factors: Matrix, weights: readonly (readonly number[])[]): Matrix {
  const at = (k: number, j: number) => factors.data[j * factors.rows + k]!;
  return codesFrom(factors, weights.length, (k, i) => weights[i]!.reduce((sum, weight, j) => sum + weight * at(k, j), 0));
}

function weightsOf(name: string, m: number, weight: (normal: number, i: number, j: number) => number): number[][] {
  const own = stream(name);
  return Array.from({ length: m }, (_, i) => Array.from({ length: D }, (__, j) => weight(own.normal(), i, j)));
}

function readings(floors: OwnFloors): Record<string, string> {
  return Object.fromEntries(floors.metrics.map((floor) => [floor.metric, floorSentence(floor, floors).reading]));
}

const gaussian = lawOf({ dgp: 'D1' }, D).draw('own', N);

describe('five arrays of a reviewer', () => {
  it('a: mixtures of correlated factors are no evidence, whatever they score', () => {
    const factors = lawOf({ dgp: 'D2', parameters: { rho: 0.9 } }, D).draw('own', N);
    const codes = mix(factors, weightsOf('a', D, Math.abs));
    const floors = ownFloors({ factors, codes, metrics: ['mcc_pearson'], draws: DRAWS });
    const [floor] = floors.metrics;
    expect(floor!.score).toBeGreaterThan(0.94);
    const { reading, sentence } = floorSentence(floor!, floors);
    expect(reading).toBe('no-evidence');
    expect(sentence).toMatch(
      /^0\.9\d\d is no evidence: on your factors \(1000 rows, 5 factors and 5 codes\), random .* score up to 0\.9\d\d/,
    );
  });

  it('b: noisy codes are above the floors, and no recovery', () => {
    const factors = lawOf({ dgp: 'D5', parameters: { family: 'laplace' } }, D).draw('own', N);
    const noise = stream('b');
    const codes = codesFrom(factors, D, (k, i) => factors.data[i * N + k]! + 0.39 * noise.normal());
    const floors = ownFloors({ factors, codes, metrics: ['mcc_pearson'], draws: DRAWS });
    const { reading, sentence } = floorSentence(floors.metrics[0]!, floors);
    expect(reading).toBe('above-floors');
    expect(sentence).toContain('10% to 15% leakage');
  });

  it('c: many random directions are no evidence', () => {
    // The floors of other codes of the same number are the same, and 5% of such codes lie above their 95%.
    const sets = Array.from({ length: 10 }, (_, k) =>
      mix(
        gaussian,
        weightsOf(k === 0 ? 'c' : `c${k}`, 200, (normal) => normal),
      ),
    );
    const floors = ownFloors({ factors: gaussian, codes: sets[0]!, metrics: ['mcc_pearson'], draws: DRAWS });
    const sentences = sets.map((codes) => {
      const score = measure(gaussian, codes, { metrics: ['mcc_pearson'] }).metrics.mcc_pearson!.score;
      return floorSentence({ ...floors.metrics[0]!, score }, floors);
    });
    const unproven = sentences.filter(({ reading }) => reading === 'no-evidence');
    expect(unproven.length).toBeGreaterThanOrEqual(8);
    for (const { sentence } of unproven) expect(sentence).toContain('200 codes');
    expect(sentences.map(({ reading }) => reading)).not.toContain('recovery');
  });

  it('d: increasing functions are no affine recovery, and a monotone one', () => {
    const codes = codesFrom(gaussian, D, (k, i) => Math.sinh(1.1 * gaussian.data[i * N + k]!));
    const floors = ownFloors({ factors: gaussian, codes, metrics: ['mcc_pearson', 'mcc_spearman'], draws: DRAWS });
    expect(readings(floors)).toEqual({ mcc_pearson: 'above-floors', mcc_spearman: 'recovery' });
    expect(floorHint(floors)).toContain('mcc_spearman');
    expect(floorSentence(floors.metrics[1]!, floors).sentence).toMatch(/fits at most 1% leakage\.$/);
  });

  it('e: a leaking mixture is above the floors, and no recovery', () => {
    const codes = mix(
      gaussian,
      weightsOf('e', D, (normal, i, j) => (i === j ? 1 : 0) + 0.22 * normal),
    );
    const floors = ownFloors({ factors: gaussian, codes, metrics: ['mcc_pearson', 'r2'], draws: DRAWS });
    expect(readings(floors)['mcc_pearson']).toBe('above-floors');
    expect(floors.metrics[0]!.residual!.residual).toBeGreaterThan(0.1);
    // Linear unmixing would reach everything: another claim.
    expect(readings(floors)['r2']).toBe('recovery');
  });
});

describe('a sentence', () => {
  const sizes = { d: 5, m: 5, rows: 1000, draws: 199 };
  const floor = (score: number, leakage: readonly [number, number], residual: number) => ({
    metric: 'mcc_pearson' as const,
    part: 'coverage',
    score,
    families: [
      { family: 'signed' as const, words: 'random mixtures', quantiles: [0.5, 0.6, 0.7] as const, p: 0.1 },
      { family: 'sparse' as const, words: 'random mixtures of three factors each', quantiles: [0.5, 0.55, 0.8] as const, p: 0.1 },
    ],
    leakage,
    residual: { residual, factor: 1, code: 3 },
  });

  it.each([
    // Above every median, and every family but the worst.
    [0.75, [0.3, 0.5], 0.5, 'no-evidence'],
    [0.8, [0.3, 0.5], 0.5, 'no-evidence'],
    [0.81, [0.05, 0.15], 0.05, 'above-floors'],
    [0.81, [0.01, 0.05], 0.2, 'above-floors'],
    [0.81, [0.05, 0.1], 0.05, 'recovery'],
  ] as const)('takes the first case that applies: %s', (score, leakage, residual, reading) => {
    expect(floorSentence(floor(score, leakage, residual), sizes).reading).toBe(reading);
  });

  it('names the worst family, the shares, and the factor as readers count', () => {
    expect(floorSentence(floor(0.75, [0.3, 0.5], 0.5), sizes).sentence).toMatch(
      /three factors each that recover nothing score up to 0\.800 \(95% of 199\)/,
    );
    expect(floorSentence(floor(0.9, [0.1, 0.15], 0.41), sizes).sentence).toMatch(
      /10% to 15% leakage on every code, and of factor 2 its nearest code, 4, misses 41%/,
    );
  });
});

describe('floors', () => {
  it('give codes of a family uniform p-values', () => {
    const factors = lawOf({ dgp: 'D5' }, 3).draw('uniform', 300);
    const standardised = lawOfArray(factors).standardise(factors);
    const rotation = floorFamilies(['affine-elementwise'], 3, 3).find(({ id }) => id === 'rotation')!;
    const scoreOf = (name: string, k: number) => {
      const codes = rotation.draw(standardised, standardised, new RandomStream('test', name, k));
      return measure(factors, codes, { metrics: ['mcc_pearson'] }).metrics.mcc_pearson!.score!;
    };
    const [own, floor] = ['own', 'floor'].map((name) => Array.from({ length: 300 }, (_, k) => scoreOf(name, k)));
    const p = own!.map((score) => (1 + floor!.filter((value) => value >= score).length) / 301).sort((a, b) => a - b);
    const distance = Math.max(...p.map((value, k) => Math.max(Math.abs(value - k / 300), Math.abs(value - (k + 1) / 300))));
    // Two samples of 300: the 0.1% point of Kolmogorov and Smirnov is 1.95 √(2/300).
    expect(distance).toBeLessThan(0.16);
  });

  it('rise with the number of codes, draw by draw', () => {
    const standardised = lawOfArray(gaussian).standardise(gaussian);
    const signed = floorFamilies(['affine-elementwise'], D, D + 1).find(({ id }) => id === 'signed')!;
    for (let k = 0; k < 5; k++) {
      const coverage = [5, 10, 20].map((m) => {
        const codes = signed.draw(standardised, zeros(N, m), new RandomStream('test', k));
        return measure(gaussian, codes, { metrics: ['mcc_pearson'] }).metrics.mcc_pearson!.parts['coverage'] as number;
      });
      expect(coverage).toEqual(coverage.toSorted((a, b) => a - b));
    }
  });

  it('do not depend on the codes but for shuffling, and score them on the rows of the floors', () => {
    const factors = lawOf({ dgp: 'D1' }, 2).draw('own', 2100);
    const codes = { ...factors, data: factors.data.map((value) => 3 * value + 1) };
    const floorsOf = (own: Matrix) => ownFloors({ factors, codes: own, metrics: ['mcc_pearson'], draws: 5 });
    const families = (floors: OwnFloors) =>
      floors.metrics[0]!.families.filter(({ family }) => family !== 'shuffled').map(({ quantiles }) => quantiles);
    expect(families(floorsOf(codes))).toEqual(families(floorsOf(factors)));
    expect(floorsOf(codes).rows).toBe(2000);
    expect(floorsOf(codes).metrics[0]!.score).toBe(1);
  });

  it('take constant factors as they are', () => {
    const factors = { ...gaussian, data: gaussian.data.slice() };
    column(factors, 0).fill(1);
    const floors = ownFloors({ factors, codes: gaussian, metrics: ['mcc_pearson'], draws: 9 });
    expect(floorSentence(floors.metrics[0]!, floors).reading).not.toBe('recovery');
  });
});

describe('the score of leakage', () => {
  it('is the interval of shares whose bands hold it', () => {
    const bands = [0.01, 0.1, 0.5].map((share) => ({
      share,
      scores: [Math.sqrt(1 - share) - 0.01, Math.sqrt(1 - share) + 0.01],
    }));
    expect(leakEquivalent(Math.sqrt(0.9), bands)).toEqual([0.1, 0.1]);
    expect(leakEquivalent(1.2, bands)).toEqual([0, 0.01]);
    expect(leakEquivalent(0.8, bands)).toEqual([0.1, 0.5]);
    expect(leakEquivalent(0.1, bands)).toEqual([0.5, 1]);
  });
});
