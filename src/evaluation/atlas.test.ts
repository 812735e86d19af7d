import { describe, expect, it } from 'vitest';
import { jobName, listJobs, type AtlasTable } from './atlas-plan.ts';
import { assembleAtlas, expandAtlas, formatAtlas, metricsOf, requestOf, simultaneousLevel } from './atlas.ts';
import { LARGE_SAMPLE } from './cell-verdicts.ts';
import { claimName, listClaims } from './claims.ts';
import { DEFAULT_SEEDS } from './run-cell.ts';
import type { CellScores } from './stress-scores.ts';

const METRICS = ['mcc_pearson', 'r2'] as const;
const SIZE = { n: 100, d: 5 };
const TABLES: readonly AtlasTable[] = [
  {
    id: 'a',
    title: 'A',
    requests: ['D1', 'D2'].flatMap((dgp) => ['E1', 'E3', 'E12'].map((geometry) => ({ dgp, geometry, ...SIZE }))),
  },
  { id: 'b', title: 'B', requests: [{ dgp: 'D2', geometry: 'E1', ...SIZE, parameters: { shift: 3 } }] },
];

/** The same made-up score on every seed, by DGP. */
function constantScores(of: (dgp: string) => number | null) {
  return ({ request, seeds }: { request: { dgp: string }; seeds: number }): CellScores =>
    Object.fromEntries(
      listClaims(METRICS).map((claim) => [claimName(claim), new Array<number | null>(seeds).fill(of(request.dgp))]),
    );
}

describe('the jobs of an atlas', () => {
  it('are each listed once, with the comparison under D1 and the large sample where verdicts need them', () => {
    const names = listJobs(TABLES.flatMap(({ requests }) => requests)).map(jobName);
    expect(new Set(names).size).toBe(names.length);
    // Six cells, two large samples, one shifted cell and its comparison under D1.
    expect(names).toHaveLength(10);
    expect(names.filter((name) => name.includes(`"n":${LARGE_SAMPLE.n}`))).toHaveLength(2);
  });
});

describe('the atlas', () => {
  const document = assembleAtlas(
    TABLES,
    METRICS,
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
    expect(simultaneousLevel(1)).toBe(0.95);
    for (const { results } of document.cells) expect(results).toHaveLength(3);
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

  it('compares with independent factors', () => {
    const cells = expandAtlas(
      assembleAtlas(
        TABLES,
        METRICS,
        constantScores((dgp) => (dgp === 'D1' ? 0.2 : 0.4)),
      ),
    );
    const verdictOf = (wanted: string) =>
      cells.find(({ dgp, geometry, metric }) => dgp === wanted && geometry === 'E3' && metric === 'mcc_pearson')!.verdict;
    expect([verdictOf('D1'), verdictOf('D2')]).toEqual(['calibrated', 'confounded']);
  });

  it('keeps refusals as such', () => {
    const cells = expandAtlas(
      assembleAtlas(
        TABLES,
        METRICS,
        constantScores(() => null),
      ),
    );
    expect(new Set(cells.map(({ verdict }) => verdict))).toEqual(new Set(['undefined']));
    expect(cells[0]).toMatchObject({ mean: null, lower: null, upper: null });
  });

  it('changes its digest with the last bit of a score', () => {
    const moved = assembleAtlas(
      TABLES,
      METRICS,
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
      TABLES.flatMap(({ requests }) => requests.map(({ dgp, geometry }) => [dgp, geometry])),
    );
    expect(requestOf(document.cells.at(-1)!).parameters).toEqual({ shift: 3 });
    expect(metricsOf(document)).toEqual(METRICS);
  });
});
