import { describe, expect, it } from 'vitest';
import { judge, MARGIN, summariseSeeds, VERDICT_NAMES, type Evidence, type Verdict } from './verdict.ts';

const SEEDS = 20;

/** Scores whose 95% interval is about centre ± halfWidth. */
function around(centre: number, halfWidth: number): number[] {
  // With 20 seeds the interval's half width is t · sd / √20, t = 2.093.
  const deviation = (halfWidth * Math.sqrt(SEEDS)) / 2.093 / Math.sqrt(SEEDS / (SEEDS - 1));
  return Array.from({ length: SEEDS }, (_, i) => centre + (i % 2 === 0 ? deviation : -deviation));
}

function verdictOf(changes: Partial<Evidence> & Pick<Evidence, 'expectation' | 'scores'>): Verdict {
  return judge({ level: 0.95, ...changes });
}

describe('the verdict', () => {
  it.each<[Evidence['expectation'], number, number, Verdict]>([
    ['recovered', 1, 0, 'calibrated'],
    ['recovered', 0.97, 0.01, 'calibrated'],
    ['recovered', 0.95, 0.01, 'inconclusive'],
    ['recovered', 0.9, 0.04, 'false-negative'],
    ['recovered', 0.9, 0.06, 'inconclusive'],
    ['recovered', 0, 0, 'false-negative'],
    ['null', 0, 0, 'calibrated'],
    ['null', 0.05, 0.01, 'inconclusive'],
    ['null', 0.1, 0.04, 'false-positive'],
    ['unrecovered', 0.2, 0.1, 'calibrated'],
    ['unrecovered', 0.5, 0.1, 'inconclusive'],
    ['unrecovered', 0.7, 0.1, 'lenient'],
    ['unrecovered', 0.95, 0.01, 'lenient'],
    ['unrecovered', 0.99, 0.01, 'false-positive'],
  ])('%s, %d ± %d: %s', (expectation, centre, halfWidth, expected) => {
    expect(verdictOf({ expectation, scores: around(centre, halfWidth) })).toBe(expected);
  });

  it('takes equal scores as a point, on either side of a threshold', () => {
    const constant = (score: number) => verdictOf({ expectation: 'recovered', scores: new Array<number>(SEEDS).fill(score) });
    expect([constant(1 - MARGIN), constant(1 - MARGIN + 1e-12), constant(1 - MARGIN - 1e-12)]).toEqual([
      'inconclusive',
      'calibrated',
      'false-negative',
    ]);
  });

  it('is undefined where the metric refuses on any seed, or gives a single one', () => {
    expect(verdictOf({ expectation: 'recovered', scores: [1, 1, null] })).toBe('undefined');
    expect(verdictOf({ expectation: 'recovered', scores: [1] })).toBe('undefined');
    expect(summariseSeeds([1, null], 0.95)).toEqual({ mean: null, lower: null, upper: null });
  });

  it('is confounded where the score moves with the dependence of the factors alone', () => {
    const scores = around(0.3, 0.02);
    const from = (shift: number) =>
      ({ expectation: 'unrecovered', scores, independentScores: scores.map((s) => s - shift) }) as const;
    expect(verdictOf(from(0.2))).toBe('confounded');
    expect(verdictOf(from(-0.2))).toBe('confounded');
    expect(verdictOf(from(0.01))).toBe('calibrated');
    expect(
      verdictOf({ ...from(0), independentScores: around(0.3, 0.02).map((s, i) => s - MARGIN - (i % 3 === 0 ? 0.01 : -0.01)) }),
    ).toBe('inconclusive');
  });

  it('compares seed by seed: a common wobble does not hide a difference', () => {
    const wobble = around(0.25, 0.2);
    expect(verdictOf({ expectation: 'unrecovered', scores: wobble, independentScores: wobble.map((s) => s - 0.06) })).toBe(
      'confounded',
    );
  });

  it('names the first that applies: an error comes before confounding, confounding before doubt', () => {
    const low = around(0.6, 0.01);
    expect(verdictOf({ expectation: 'recovered', scores: low, independentScores: around(1, 0) })).toBe('false-negative');
    expect(verdictOf({ expectation: 'unrecovered', scores: low, independentScores: around(0.1, 0) })).toBe('lenient');
    expect(verdictOf({ expectation: 'unrecovered', scores: around(0.5, 0.1), independentScores: around(0.1, 0) })).toBe(
      'confounded',
    );
  });

  it('judges a graded cell by its value at large n, not by 1', () => {
    const graded = (largeSampleValue: number | null) =>
      verdictOf({ expectation: 'recovered', scores: around(0.7, 0.01), largeSampleValue });
    expect([0.7, 0.73, 0.8, 0.6, 0.75, null].map(graded)).toEqual([
      'calibrated',
      'calibrated',
      'false-negative',
      'false-positive',
      'inconclusive',
      'undefined',
    ]);
  });

  it('grows more careful with the level', () => {
    const scores = around(0.9, 0.03);
    expect(verdictOf({ expectation: 'recovered', scores })).toBe('false-negative');
    expect(verdictOf({ expectation: 'recovered', scores, level: 1 - 1e-6 })).toBe('inconclusive');
  });

  it('has a number each', () => expect(new Set(VERDICT_NAMES).size).toBe(7));
});
