import { describe, expect, it } from 'vitest';
import { configurationOf, resolveCell } from '../suite/cell.ts';
import { asInThePaper } from './experiment.ts';
import { EXPERIMENTS } from './experiments.ts';
import { claimName, listClaims } from './claims.ts';
import { assembleSweep, jobOfSetting } from './metric-sweep.ts';
import { jobName, seedsOf } from './stress-job.ts';

describe('the sweeps of the paper', () => {
  it('are all there, by name', () => {
    expect(EXPERIMENTS.map(({ id }) => id)).toEqual([
      'dgp-invariance',
      'nonlinearity',
      'correlation',
      'dropped-factors',
      'encoding-type',
      'overcompleteness',
      'sample-size',
      'codes-or-factors-per-row',
      'correlation-and-conditioning',
      'predictability-and-disentanglement',
      'redundancy-and-compression',
      'null-inflation',
      'codes-per-row',
    ]);
  });

  it.each(EXPERIMENTS.map((experiment) => [experiment.id, experiment] as const))(
    '%s varies what it says: no two settings are the same cell, and all can be drawn',
    (_, experiment) => {
      // Permuted and scaled factors are shown at m = d in more than one panel of a sweep.
      const names = experiment.settings.map((setting) =>
        JSON.stringify([setting.panel, configurationOf(resolveCell(setting.request))]),
      );
      expect(new Set(names).size).toBe(experiment.settings.length);
      expect(new Set(experiment.settings.map(({ panel, at }) => JSON.stringify([panel, at]))).size).toBe(names.length);
    },
  );

  it('take the paper’s functions and frequency where they were published, and score a fifth of the rows', () => {
    expect(asInThePaper({ dgp: 'D3', geometry: 'E8', n: 10, d: 5 }).parameters).toEqual({ functions: 'paper', frequency: 1 });
    expect(asInThePaper({ dgp: 'D1', geometry: 'E8', n: 10, d: 5, parameters: { k: 3 } }).parameters).toEqual({ k: 3 });
    for (const { published, holdout, settings } of EXPERIMENTS) {
      expect(holdout).toBe(published === null ? 0 : 0.2);
      for (const { request } of settings) {
        const { dgpParameters, geometryParameters } = resolveCell(request);
        const lists = [dgpParameters['functions'], geometryParameters['functions']].filter((list) => list !== undefined);
        expect(lists.every((list) => list === (published === null ? 'own' : 'paper'))).toBe(true);
      }
    }
  });

  it('leave out correlations that cannot be', () => {
    const { settings } = EXPERIMENTS.find(({ id }) => id === 'correlation')!;
    const count = (panel: string) => settings.filter((setting) => setting.panel === panel).length;
    expect([count('d2_E1'), count('d5_E1'), count('d10_E3')]).toEqual([21, 13, 12]);
  });
});

describe('an experiment as stored', () => {
  const [experiment] = EXPERIMENTS.map((each) => ({
    ...each,
    metrics: ['mcc_pearson'] as const,
    settings: each.settings.slice(0, 2),
  }));
  const assemble = (of: (seed: number) => number | null) =>
    assembleSweep(experiment!, 'mcc_pearson', (job) =>
      Object.fromEntries(listClaims(job.metrics).map((claim) => [claimName(claim), seedsOf(job).map(of)])),
    );

  it('has mean and interval of each part in each setting', () => {
    const [setting] = assemble((seed) => (seed % 2 === 0 ? 0.4 : 0.6)).settings;
    const [mean, lower, upper, ...count] = setting!.results[0]!;
    expect([mean, (lower! + upper!) / 2]).toEqual([0.5, expect.closeTo(0.5, 6)]);
    // t(0.975, 19) · 0.102598 / √20.
    expect((upper! - lower!) / 2).toBeCloseTo(0.048017, 5);
    expect(count).toEqual([]);
  });

  it('leaves out seeds without a score and says how many have one', () => {
    const [row] = assemble((seed) => (seed < 5 ? null : 1)).settings[0]!.results;
    expect(row).toEqual([1, 1, 1, 15]);
    expect(assemble(() => null).settings[0]!.results[0]).toEqual([null, null, null, 0]);
  });

  it('asks for other rows than a cell that scores all of them', () => {
    const job = jobOfSetting(experiment!, experiment!.settings[0]!);
    expect(jobName(job)).not.toBe(jobName({ ...job, holdout: 0 }));
  });
});
