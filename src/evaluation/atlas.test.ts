import { describe, expect, it } from 'vitest';
import { assembleVolume, levelOf, simultaneousLevel } from './atlas.ts';
import { expandAtlas, formatAtlas, metricsOf, requestOf } from './atlas-document.ts';
import type { AtlasVolume } from './atlas-plan.ts';
import { missingJobs } from './cell-looks.ts';
import { LARGE_SAMPLE } from './cell-verdicts.ts';
import { claimName, listClaims } from './claims.ts';
import { DEFAULT_SEEDS, jobName, seedsOf, type StressJob } from './stress-job.ts';
import type { CellScores } from './stress-scores.ts';

const METRICS = ['mcc_pearson', 'r2'] as const;
const SIZE = { n: 100, d: 5 };

function planned(dgp: string, geometry: string, parameters?: Record<string, number>) {
  return { request: { dgp, geometry, ...SIZE, ...(parameters ? { parameters } : {}) }, metrics: METRICS };
}

const VOLUME: AtlasVolume = {
  id: 'small',
  title: 'Small',
  looks: [DEFAULT_SEEDS],
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

/** The same made-up score on every seed, by DGP. */
function constantScores(of: (dgp: string) => number | null) {
  return (job: StressJob): CellScores =>
    Object.fromEntries(listClaims(METRICS).map((claim) => [claimName(claim), seedsOf(job).map(() => of(job.request.dgp))]));
}

describe('the jobs of a volume', () => {
  it('are each listed once, with the comparison under D1 and the large sample where verdicts need them', () => {
    const cells = VOLUME.tables.flatMap((table) => table.cells);
    const names = missingJobs(cells, VOLUME, levelOf(VOLUME), () => undefined).map(jobName);
    expect(new Set(names).size).toBe(names.length);
    // Six cells, two large samples, one shifted cell and its comparison under D1.
    expect(names).toHaveLength(10);
    expect(names.filter((name) => name.includes(`"n":${LARGE_SAMPLE.n}`))).toHaveLength(2);
  });
});

describe('a volume of the atlas', () => {
  const document = assembleVolume(
    VOLUME,
    constantScores(() => 1),
  );

  it('has a row for each part in each cell, judged at a level for all of them together', () => {
    expect(document.parts.map(({ metric, part }) => `${metric}.${part}`)).toEqual([
      'mcc_pearson.matched',
      'mcc_pearson.coverage',
      'r2.score',
    ]);
    expect(document.verdict_count).toBe(21);
    expect(document.level).toBe(1 - 0.05 / 21);
    expect(levelOf({ ...VOLUME, looks: [20, 100] })).toBe(1 - 0.05 / 42);
    expect(simultaneousLevel(1)).toBe(0.95);
    for (const { results } of document.cells) expect(results).toHaveLength(3);
  });

  it('says which metrics its budget keeps to fewer cells', () => {
    expect(document.tables.map(({ coverage }) => coverage)).toEqual([[], [{ rule: 'no cell', metrics: ['mig'] }]]);
  });

  it('unfolds into one entry a part and cell, names instead of numbers', () => {
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

  it('leaves out what a metric is not followed on', () => {
    const [first, ...rest] = VOLUME.tables[0]!.cells;
    const narrowed = { ...first!, metrics: ['r2'] as const };
    const partial = assembleVolume(
      { ...VOLUME, tables: [{ ...VOLUME.tables[0]!, cells: [narrowed, ...rest] }] },
      constantScores(() => 1),
    );
    expect(partial.verdict_count).toBe(16);
    expect(partial.cells[0]!.results.map((row) => row === null)).toEqual([true, true, false]);
    expect(metricsOf(partial, partial.cells[0]!)).toEqual(['r2']);
    expect(expandAtlas(partial)).toHaveLength(16);
  });

  it('compares with independent factors', () => {
    const cells = expandAtlas(
      assembleVolume(
        VOLUME,
        constantScores((dgp) => (dgp === 'D1' ? 0.2 : 0.4)),
      ),
    );
    const verdictOf = (wanted: string) =>
      cells.find(({ dgp, geometry, metric }) => dgp === wanted && geometry === 'E3' && metric === 'mcc_pearson')!.verdict;
    expect([verdictOf('D1'), verdictOf('D2')]).toEqual(['calibrated', 'confounded']);
  });

  it('keeps refusals as such', () => {
    const cells = expandAtlas(
      assembleVolume(
        VOLUME,
        constantScores(() => null),
      ),
    );
    expect(new Set(cells.map(({ verdict }) => verdict))).toEqual(new Set(['undefined']));
    expect(cells[0]).toMatchObject({ mean: null, lower: null, upper: null });
  });

  it('changes its digest with the last bit of a score', () => {
    const moved = assembleVolume(
      VOLUME,
      constantScores(() => 1 - 2 ** -53),
    );
    expect(moved.cells[0]!.results).toEqual(document.cells[0]!.results);
    expect(moved.cells[0]!.digest).not.toBe(document.cells[0]!.digest);
  });

  it('is written with one cell a line and read back as it was', () => {
    const text = formatAtlas(document);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(document)));
    expect(text.split('\n').filter((line) => line.startsWith('{"table"'))).toHaveLength(7);
  });

  it('knows the request behind each cell, and its metrics', () => {
    expect(document.cells.map(requestOf).map(({ dgp, geometry }) => [dgp, geometry])).toEqual(
      VOLUME.tables.flatMap(({ cells }) => cells.map(({ request: { dgp, geometry } }) => [dgp, geometry])),
    );
    expect(requestOf(document.cells.at(-1)!).parameters).toEqual({ shift: 3 });
    expect(metricsOf(document, document.cells[0]!)).toEqual(METRICS);
  });

  it('refuses to judge without scores', () => {
    expect(() => assembleVolume(VOLUME, () => undefined)).toThrow(RangeError);
  });
});
