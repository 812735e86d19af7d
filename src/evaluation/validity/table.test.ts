import { describe, expect, it } from 'vitest';
import { METRIC_KEYS, METRICS } from '../../metrics/catalogue.ts';
import { checkBounds } from './bound-check.ts';
import { claimOfMetric } from './claims.ts';
import { looksOf, millisecondsOf } from './cost.ts';
import { detectionLimit, passesUpTo } from './dose.ts';
import { listDoses } from './dose-plan.ts';
import { SINGLE_LOOK } from './error-rate.ts';
import { sizeLine } from './finite-n.ts';
import { runJob } from './job.ts';
import { lawOf } from './law.ts';
import { NAMED_LAW } from './laws.ts';
import { NAMED_SIZES, planStrata, type PlannedStratum } from './plan.ts';
import { judge } from './standing.ts';
import { computeStrata, type RunJobs } from './table.ts';

const runHere: RunJobs = (jobs) => Promise.resolve(jobs.map(runJob));

function planned(metric: 'mcc_pearson' | 'r2'): PlannedStratum {
  return { table: 'core', request: { law: NAMED_LAW, n: 60, d: 2, m: 2 }, claim: claimOfMetric(metric), looks: SINGLE_LOOK };
}

describe('the plan', () => {
  it('gives all metrics of a claim the same strata of the core table, whatever they cost', () => {
    const places = (metric: (typeof METRIC_KEYS)[number]) =>
      planStrata(metric)
        .filter(({ table, claim }) => table !== 'm' && claim.part === METRICS[metric].rankPart)
        .map(({ request }) => request);
    const [first, ...others] = METRIC_KEYS.map(places);
    for (const other of others) expect(other).toEqual(first);
  });

  it('lets cost choose draws, never fewer than show a rate of 10%', () => {
    for (const metric of METRIC_KEYS)
      for (const sizes of [NAMED_SIZES, { n: 10_000, d: 5, m: 5 }, { n: 1000, d: 20, m: 20 }]) {
        expect(millisecondsOf(metric, sizes)).toBeGreaterThan(0);
        expect(looksOf(metric, sizes)[0]!.draws).toBeGreaterThanOrEqual(29);
      }
    expect(looksOf('mcc_pearson', NAMED_SIZES).at(-1)!.draws).toBe(240);
  });
});

describe('tables', () => {
  it('of one metric do not depend on others, nor on how the jobs were cut', async () => {
    const [both, alone] = [
      await computeStrata([planned('r2'), planned('mcc_pearson')], runHere),
      await computeStrata([planned('mcc_pearson')], runHere),
    ];
    expect(both[1]).toEqual(alone[0]);
    const { cells, required } = alone[0]!;
    expect(cells.map(({ sampler }) => sampler)).toEqual(required.map(({ sampler }) => sampler));
    // Losing a result is said, and never makes the standing better.
    expect(judge({ ...alone[0]!, cells: cells.slice(1) }).standing.is).toBe('not-covered');
  });
});

describe('dose curves', () => {
  const scores = (value: number, draws = 60) => Array.from({ length: draws }, () => value);
  const curve = [0, 0.1, 0.2, 0.5].map((dose) => ({ dose, scores: scores(1 - dose) }));

  it('have a limit only where perfect codes pass', () => {
    expect(detectionLimit(curve, [scores(1)], 0.95, SINGLE_LOOK)).toEqual({ is: 'dose', dose: 0.1 });
    expect(detectionLimit(curve, [scores(1)], 0.85, SINGLE_LOOK)).toEqual({ is: 'dose', dose: 0.2 });
    expect(detectionLimit(curve, [scores(0)], 0.95, SINGLE_LOOK)).toEqual({ is: 'none', why: 'fails-perfect-codes' });
    expect(detectionLimit([{ dose: 1, scores: scores(1) }], [scores(1)], 0.95, SINGLE_LOOK)).toEqual({
      is: 'none',
      why: 'passes-everything',
    });
    expect(passesUpTo(curve, 0.85)).toBe(0.1);
    expect(passesUpTo(curve, 1.1)).toBeNull();
  });

  it('are drawn at the doses that they name', () => {
    const { sampler } = listDoses(4, false).find(({ curve: id, dose }) => id === 'rotation' && dose === 0.3)!;
    const law = lawOf(NAMED_LAW, 4);
    const numbers = [{ metric: 'mcc_pearson' as const, part: 'score' }];
    const dressing = { surplus: 'copies', scales: 'own' } as const;
    const [own] = runJob({
      request: { law: NAMED_LAW, n: 400, d: 4, m: 4 },
      sampler: { curve: 'leak', dose: 0.3 },
      dressing,
      first: 0,
      draws: 5,
      numbers,
    });
    // The population value of equal leaks on independent factors is √(1 − λ).
    const mean = own!.reduce<number>((sum, score) => sum + score! / 5, 0);
    expect(Math.abs(mean - Math.sqrt(0.7))).toBeLessThan(0.02);
    expect(law.d).toBe(4);
    expect(sampler.id).toBe('dose-rotation');
  });
});

describe('a sweep over n', () => {
  const at = (...states: ('sound' | 'unsound' | 'open')[]) => sizeLine(states.map((state, k) => ({ n: 10 ** (k + 1), state })));
  it('says whether more rows help', () => {
    expect(at('sound', 'sound')).toEqual({ is: 'every-n' });
    expect(at('unsound', 'open', 'sound')).toEqual({ is: 'from-n', n: 1000 });
    expect(at('sound', 'unsound', 'unsound')).toEqual({ is: 'no-n' });
    expect(at('unsound', 'open')).toEqual({ is: 'undecided' });
  });
});

it('bounds of a battery hold for fresh draws', () => {
  const stratum = { law: lawOf(NAMED_LAW, 3), n: 100, m: 3 };
  const { exceeding, missing } = checkBounds(stratum, claimOfMetric('mcc_pearson').claim, 'mcc_pearson', 100);
  expect(exceeding).toBeLessThanOrEqual(0.1);
  expect(missing).toBeLessThanOrEqual(0.1);
});
