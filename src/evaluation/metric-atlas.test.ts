import { describe, expect, it } from 'vitest';
import type { MetricKey } from '../metrics/catalogue.ts';
import { expandAtlas, metricsOf, requestOf } from './atlas-document.ts';
import type { AtlasPlan, AtlasVolume } from './atlas-plan.ts';
import type { ScoreSource } from './cell-looks.ts';
import { LARGE_SAMPLE } from './cell-verdicts.ts';
import { claimName, listClaims } from './claims.ts';
import { joinAtlas, joinExperiments } from './join-atlas.ts';
import { assembleMetricAtlas, formatMetricAtlas, levelOf, missingInAtlas, simultaneousLevel } from './metric-atlas.ts';
import { cellKey, plannedKey } from './metric-cell.ts';
import { DEFAULT_SEEDS, jobName, seedsOf, type StressJob } from './stress-job.ts';
import type { CellScores } from './stress-scores.ts';

const METRICS: readonly MetricKey[] = ['mcc_pearson', 'r2'];
const SIZE = { n: 100, d: 5 };

function planned(dgp: string, geometry: string, parameters?: Record<string, number>) {
  return { request: { dgp, geometry, ...SIZE, ...(parameters ? { parameters } : {}) }, metrics: METRICS };
}

const VOLUME: AtlasVolume = {
  id: 'small',
  title: 'Small',
  looks: [DEFAULT_SEEDS],
  family: 21,
  tables: [
    {
      id: 'a',
      title: 'A',
      coverage: {},
      cells: ['D1', 'D2'].flatMap((dgp) => ['E1', 'E3', 'E12'].map((geometry) => planned(dgp, geometry))),
    },
    { id: 'b', title: 'B', coverage: { none: ['mig'] }, cells: [planned('D2', 'E1', { shift: 3 })] },
  ],
};
const PLAN: AtlasPlan = {
  volumes: [VOLUME],
  experiments: [
    {
      id: 'sweep',
      title: 'Sweep',
      description: '',
      published: null,
      holdout: 0,
      metrics: ['r2'],
      settings: [{ panel: 'p', at: { n: 100 }, request: { dgp: 'D1', geometry: 'E1', ...SIZE } }],
    },
  ],
};

/** The same made-up score on every seed, by DGP. */
function constantScores(of: (dgp: string) => number | null) {
  return (job: StressJob): CellScores =>
    Object.fromEntries(listClaims().map((claim) => [claimName(claim), seedsOf(job).map(() => of(job.request.dgp))]));
}

const filesOf = (scoresOf: ScoreSource, plan = PLAN, metrics = METRICS) =>
  metrics.map((metric) => assembleMetricAtlas(metric, plan, scoresOf));
const joined = (scoresOf: ScoreSource) => joinAtlas(filesOf(scoresOf), PLAN)[0]!;

describe('the jobs of a plan', () => {
  it('are each listed once, with the comparison under D1 and the large sample where verdicts need them', () => {
    const names = missingInAtlas(METRICS, { ...PLAN, experiments: [] }, () => undefined).map(jobName);
    expect(new Set(names).size).toBe(names.length);
    // Six cells, two large samples, one shifted cell and its comparison under D1.
    expect(names).toHaveLength(10);
    expect(names.filter((name) => name.includes(`"n":${LARGE_SAMPLE.n}`))).toHaveLength(2);
  });

  it('are of one metric those of all: which others are asked for changes no draw', () => {
    const jobsOf = (metrics: readonly MetricKey[]) =>
      missingInAtlas(metrics, PLAN, () => undefined)
        .map(jobName)
        .toSorted();
    expect(jobsOf(['r2'])).toEqual(jobsOf(METRICS));
    expect(missingInAtlas(['r2'], PLAN, () => undefined).every(({ metrics }) => metrics.join() === 'r2')).toBe(true);
  });
});

describe('the file of a metric', () => {
  const [pearson, r2] = filesOf(constantScores(() => 1));

  it('has a row for each part in each cell, judged at the level of the volume', () => {
    expect(pearson!.parts.map(({ part }) => part)).toEqual(['matched', 'coverage']);
    expect(pearson!.volumes[0]!.level).toBe(1 - 0.05 / 21);
    expect(levelOf({ family: 42 })).toBe(1 - 0.05 / 42);
    expect(simultaneousLevel(1)).toBe(0.95);
    for (const { results } of pearson!.cells) expect(results).toHaveLength(2);
    expect(r2!.experiments.sweeps.map(({ id, settings }) => [id, settings.length])).toEqual([['sweep', 1]]);
    expect(pearson!.experiments.sweeps).toEqual([]);
  });

  it('keeps every byte where metrics are added to the plan', () => {
    const wide: AtlasPlan = {
      volumes: [
        {
          ...VOLUME,
          tables: VOLUME.tables.map((table) => ({
            ...table,
            coverage: { ...table.coverage, core: ['mig_sup'] as const },
            cells: table.cells.map((cell) => ({ ...cell, metrics: [...METRICS, 'mig', 'sap'] as const })),
          })),
        },
      ],
      experiments: PLAN.experiments.map((each) => ({ ...each, metrics: ['r2', 'mig'] as const })),
    };
    const scores = constantScores((dgp) => (dgp === 'D1' ? 0.2 : 0.4));
    expect(filesOf(scores, wide).map(formatMetricAtlas)).toEqual(filesOf(scores).map(formatMetricAtlas));
  });

  it('keeps every line where a DGP is added to the plan', () => {
    const more: AtlasPlan = {
      ...PLAN,
      volumes: [
        {
          ...VOLUME,
          tables: VOLUME.tables.map((table) => ({ ...table, cells: [...table.cells, planned('D3', 'E1')] })),
        },
      ],
    };
    const lines = (plan: AtlasPlan) =>
      formatMetricAtlas(
        filesOf(
          constantScores(() => 1),
          plan,
        )[0]!,
      ).split('\n');
    const before = new Set(lines(PLAN).map((line) => line.replace(/,$/, '')));
    const added = lines(more).filter((line) => !before.has(line.replace(/,$/, '')));
    expect(added).toHaveLength(2);
    for (const line of added) expect(line).toContain('"dgp":"D3"');
  });

  it('changes its digest with the last bit of a score', () => {
    const [moved] = filesOf(constantScores(() => 1 - 2 ** -53));
    expect(moved!.cells[0]!.results).toEqual(pearson!.cells[0]!.results);
    expect(moved!.cells[0]!.digest).not.toBe(pearson!.cells[0]!.digest);
  });

  it('is written with one cell or setting a line and read back as it was', () => {
    for (const document of [pearson!, r2!]) {
      const text = formatMetricAtlas(document);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(document)));
      expect(text.split('\n').filter((line) => line.startsWith('{"table"'))).toHaveLength(7);
      expect(text.split('\n').filter((line) => line.startsWith('{"panel"'))).toHaveLength(document === r2 ? 1 : 0);
    }
  });

  it('is recorded to hold what its cells are', () => {
    const keys = VOLUME.tables.flatMap(({ id, cells }) => cells.map(({ request }) => plannedKey(id, request)));
    expect(pearson!.cells.map(cellKey)).toEqual(keys);
  });

  it('refuses to judge without scores', () => {
    expect(() => filesOf(() => undefined)).toThrow(RangeError);
  });
});

describe('the files of several metrics', () => {
  const document = joined(constantScores(() => 1));

  it('are joined to volumes, whatever their order', () => {
    expect(document.parts.map(({ metric, part }) => `${metric}.${part}`)).toEqual([
      'mcc_pearson.matched',
      'mcc_pearson.coverage',
      'r2.score',
    ]);
    expect(document.verdict_count).toBe(21);
    expect(document.cells.map(requestOf)).toHaveLength(7);
    expect(metricsOf(document, document.cells[0]!)).toEqual(METRICS);
    expect(joinAtlas(filesOf(constantScores(() => 1)).toReversed(), PLAN)[0]).toEqual(document);
  });

  it('unfold into one entry a part and cell, names instead of numbers', () => {
    const cells = expandAtlas(document);
    expect(cells).toHaveLength(21);
    const mixed = cells.find(({ metric, dgp, geometry }) => metric === 'mcc_pearson' && dgp === 'D1' && geometry === 'E3')!;
    expect(mixed).toMatchObject({
      table: 'a',
      part: 'matched',
      mean: 1,
      lower: 1,
      upper: 1,
      seeds: DEFAULT_SEEDS,
      verdict: 'false-positive',
      paperVerdict: 'false-positive',
    });
    expect(cells.find(({ metric, geometry }) => metric === 'r2' && geometry === 'E3')).toMatchObject({
      verdict: 'calibrated',
      paperVerdict: 'false-positive',
    });
    expect(cells.filter(({ geometry }) => geometry === 'E12').every(({ largeSampleValue }) => largeSampleValue === 1)).toBe(true);
    expect(cells.at(-1)!.parameters).toEqual({ shift: 3 });
  });

  it('leave out what a metric is not followed on, a metric without a file, and lines that the plan has not', () => {
    const [pearson, r2] = filesOf(constantScores(() => 1));
    const partial = joinAtlas([r2!, { ...pearson!, cells: pearson!.cells.slice(1) }], PLAN)[0]!;
    expect(partial.cells[0]!.results.map((row) => row === null)).toEqual([true, true, false]);
    expect(metricsOf(partial, partial.cells[0]!)).toEqual(['r2']);
    expect(partial.verdict_count).toBe(19);
    const alone = joinAtlas([r2!], PLAN)[0]!;
    expect(alone.parts.map(({ metric }) => metric)).toEqual(['r2']);
    const stale = { ...r2!, cells: [...r2!.cells, { ...r2!.cells[0]!, dgp: 'D99' }] };
    expect(joinAtlas([stale], PLAN)).toEqual([alone]);
    expect(joinAtlas([], PLAN)[0]!.cells).toEqual([]);
  });

  it('say which metrics the budget keeps to fewer cells', () => {
    const withMig = joinAtlas(
      filesOf(
        constantScores(() => 1),
        PLAN,
        [...METRICS, 'mig'],
      ),
      PLAN,
    )[0]!;
    expect(withMig.tables.map(({ coverage }) => coverage)).toEqual([[], [{ rule: 'no cell', metrics: ['mig'] }]]);
  });

  it('are joined to sweeps, with the parts of the metrics that a sweep has', () => {
    const files = filesOf(constantScores(() => 1));
    const { experiments } = joinExperiments(files, PLAN);
    expect(experiments[0]).toMatchObject({ id: 'sweep', parts: [{ metric: 'r2', part: 'score' }] });
    expect(experiments[0]!.settings).toMatchObject([{ panel: 'p', at: { n: 100 }, results: [[1, 1, 1]] }]);
    expect(joinExperiments(files.slice(0, 1), PLAN).experiments[0]).toMatchObject({ parts: [], settings: [] });
  });

  it('compare with independent factors', () => {
    const cells = expandAtlas(joined(constantScores((dgp) => (dgp === 'D1' ? 0.2 : 0.4))));
    const verdictOf = (wanted: string) =>
      cells.find(({ dgp, geometry, metric }) => dgp === wanted && geometry === 'E3' && metric === 'mcc_pearson')!.verdict;
    expect([verdictOf('D1'), verdictOf('D2')]).toEqual(['calibrated', 'confounded']);
  });

  it('keep refusals as such', () => {
    const cells = expandAtlas(joined(constantScores(() => null)));
    expect(new Set(cells.map(({ verdict }) => verdict))).toEqual(new Set(['undefined']));
    expect(cells[0]).toMatchObject({ mean: null, lower: null, upper: null });
  });
});
