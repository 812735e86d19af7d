import { describe, expect, it } from 'vitest';
import { METRIC_KEYS } from '../metrics/catalogue.ts';
import { claimName, listClaims, type Claim } from './claims.ts';
import { judgeOutcome, predictOutcome, scorePassport, type PassportScores } from './passport.ts';
import { drawPassport, PASSPORT_TESTS } from './passport-tests.ts';

const testOf = (id: string) => PASSPORT_TESTS.find((test) => test.id === id)!;
const claimOf = (metric: string, part: string) =>
  listClaims(METRIC_KEYS).find((claim) => claim.metric === metric && claim.part === part)!;
const predictions = (claim: Claim) => Object.fromEntries(PASSPORT_TESTS.map((test) => [test.id, predictOutcome(claim, test)]));

describe('predictions', () => {
  it('follow from what the metric certifies', () => {
    const neutral = { permute: 'stays', sign: 'stays', scale: 'stays', shift: 'stays', constant: 'stays', outlier: 'stays' };
    expect(predictions(claimOf('mcc_pearson', 'coverage'))).toMatchObject({
      ...neutral,
      monotone: 'falls',
      rotation: 'falls',
      duplicate: 'stays',
      dropped: 'falls',
      'noise-codes': 'stays',
      'noise-alone': 'null',
    });
    expect(predictions(claimOf('mcc_pearson', 'matched')).dropped).toBe('stays');
    expect(predictions(claimOf('mcc_spearman', 'coverage')).monotone).toBe('stays');
    expect(predictions(claimOf('r2', 'score'))).toMatchObject({
      ...neutral,
      rotation: 'stays',
      monotone: 'falls',
      dropped: 'falls',
    });
    expect(predictions(claimOf('mig', 'score'))).toMatchObject({ ...neutral, duplicate: 'falls', monotone: 'stays' });
    expect(predictions(claimOf('infom', 'score'))).toMatchObject({ ...neutral, duplicate: 'stays', dropped: 'stays' });
  });
});

describe('outcomes', () => {
  const claim = claimOf('r2', 'score');
  const source =
    (perfect: number | null, middling: number | null, before = 0.9) =>
    (base: string, test: unknown): PassportScores => ({
      [claimName(claim)]: test === undefined ? before : base === 'perfect' ? perfect : middling,
    });

  it('pass where both bases stay, where the score falls by more than δ, and where noise scores next to nothing', () => {
    expect(judgeOutcome(claim, testOf('scale'), source(0.905, 0.895)).passed).toBe(true);
    expect(judgeOutcome(claim, testOf('scale'), source(0.9, 0.88)).passed).toBe(false);
    expect(judgeOutcome(claim, testOf('scale'), source(null, 0.9)).passed).toBe(false);
    expect(judgeOutcome(claim, testOf('dropped'), source(0.84, null)).passed).toBe(true);
    expect(judgeOutcome(claim, testOf('dropped'), source(0.86, null)).passed).toBe(false);
    expect(judgeOutcome(claim, testOf('dropped'), source(null, null)).passed).toBe(true);
    expect(judgeOutcome(claim, testOf('noise-alone'), source(0.05, null)).passed).toBe(true);
    expect(judgeOutcome(claim, testOf('noise-alone'), source(0.06, null)).passed).toBe(false);
  });
});

describe('the battery', () => {
  it('draws middling codes of variance 1, and first rows that do not depend on the number of rows', () => {
    const { codes } = drawPassport('middling', 5000, 0);
    const variance = codes.data.reduce((sum, value) => sum + value * value, 0) / codes.data.length;
    expect(variance).toBeCloseTo(1, 1);
    const fewer = drawPassport('middling', 10, 0).codes;
    for (let j = 0; j < 4; j++)
      expect([...fewer.data.slice(10 * j, 10 * j + 10)]).toEqual([...codes.data.slice(5000 * j, 5000 * j + 10)]);
  });

  it('finds R² invariant to rotations and Pearson correlations not', () => {
    const scores = (id: string | undefined) =>
      scorePassport('perfect', id === undefined ? undefined : testOf(id), ['r2', 'mcc_pearson']);
    expect(scores(undefined)['r2.score']).toBe(1);
    expect(scores('rotation')['r2.score']).toBe(1);
    expect(scores('rotation')['mcc_pearson.matched']).toBeLessThan(0.7);
  });
});
