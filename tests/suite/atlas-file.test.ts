import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/input-error.ts';
import type { AtlasRow } from '../../src/evaluation/atlas-document.ts';
import type { AtlasPlan } from '../../src/evaluation/atlas-plan.ts';
import { formatMetricAtlas, type MetricAtlas } from '../../src/evaluation/metric-atlas.ts';
import type { MetricCell } from '../../src/evaluation/metric-cell.ts';
import type { MetricKey } from '../../src/metrics/catalogue.ts';
import { checkAtlas } from '../../src/runtime/node/atlas-check.ts';
import { atlasFiles, atlasPath, readAtlas } from '../../src/runtime/node/atlas-file.ts';
import { writeMetricDocuments } from '../../src/runtime/node/metric-documents.ts';

const METRICS: readonly MetricKey[] = ['mcc_pearson', 'r2'];
const SIZE = { n: 50, d: 3 };

function planOf(dgps: readonly string[]): AtlasPlan {
  const cells = dgps.flatMap((dgp) => ['E1', 'E3', 'E9'].map((geometry) => ({ dgp, geometry, ...SIZE })));
  return {
    volumes: [
      {
        id: 'small',
        title: 'Small',
        looks: [20, 40],
        family: 18,
        tables: [{ id: 'first', title: 'First', coverage: {}, cells: cells.map((request) => ({ request, metrics: METRICS })) }],
      },
    ],
    experiments: [
      {
        id: 'sweep',
        title: 'Sweep',
        description: '',
        published: null,
        holdout: 0.2,
        metrics: ['r2'],
        settings: [{ panel: 'a', at: { rho: 0.1 }, request: { dgp: 'D2', geometry: 'E1', ...SIZE, parameters: { rho: 0.1 } } }],
      },
    ],
  };
}

const PLAN = planOf(['D2']);
const NAMES = [
  'mcc_pearson/first/D2/E1',
  'mcc_pearson/first/D2/E3',
  'mcc_pearson/first/D2/E9',
  'r2/first/D2/E1',
  'r2/first/D2/E3',
  'r2/first/D2/E9',
  'r2/sweep/a/D2/E1{"rho":0.1}',
];

let root: string;
let estimates: number[] = [];
const watch = { onEstimate: (jobs: number) => void estimates.push(jobs), onJob: () => {} };
const write = (metrics: readonly MetricKey[], plan = PLAN) =>
  writeMetricDocuments(root, atlasFiles(plan), metrics, { workers: 1, fresh: false }, watch);
const check = (sample: number, metrics = METRICS, plan = PLAN) =>
  checkAtlas(root, plan, metrics, { sample, seed: 0, workers: 1 }, watch);

beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), 'atlas-'))));
afterAll(() => rm(root, { recursive: true }));

describe('the atlas on disk', () => {
  let pearson: MetricAtlas;

  it('is computed in rounds, of which the later follow from the scores of the earlier, and then read from the cache', async () => {
    const [written] = await write(METRICS);
    pearson = written!.document;
    expect(written!.path).toBe(join(root, atlasPath('mcc_pearson')));
    expect(JSON.parse(await readFile(written!.path, 'utf8'))).toEqual(JSON.parse(JSON.stringify(pearson)));
    // Of each metric three cells and the same under D1, and a setting of one; then more seeds of what these leave open.
    expect(estimates[0]).toBe(13);
    expect(estimates[1]).toBeGreaterThan(0);
    estimates = [];
    await write(METRICS);
    expect(estimates.every((jobs) => jobs === 0)).toBe(true);
  });

  it('of one metric stays as it is, to the byte, where another is computed', async () => {
    const bytesOf = (metric: MetricKey) => readFile(join(root, atlasPath(metric)), 'utf8');
    const [pearsonBefore, r2Before] = await Promise.all(METRICS.map(bytesOf));
    await rm(join(root, 'content/atlas'), { recursive: true });
    await rm(join(root, '.cache'), { recursive: true });
    await write(['r2']);
    expect(await readdir(join(root, 'content/atlas'))).toEqual(['r2.json']);
    await write(['mcc_pearson']);
    // Alone or together, they give the same bytes.
    expect([await bytesOf('mcc_pearson'), await bytesOf('r2')]).toEqual([pearsonBefore, r2Before]);
  });

  it('is recomputed bit for bit, all or a sample', async () => {
    expect((await check(2)).checked).toHaveLength(2);
    const { checked, absent } = await check(9);
    expect([checked.toSorted(), absent]).toEqual([NAMES, []]);
    expect((await check(9, ['r2'])).checked.toSorted()).toEqual(NAMES.filter((name) => name.startsWith('r2')));
  });

  it('names what is planned and not computed yet, and fails for none of it', async () => {
    const wider = planOf(['D2', 'D3']);
    const { checked, absent } = await check(9, ['mcc_pearson', 'r2', 'mig'], {
      ...wider,
      volumes: wider.volumes.map((volume) => ({
        ...volume,
        tables: volume.tables.map((table) => ({
          ...table,
          cells: table.cells.map((cell) => ({ ...cell, metrics: [...METRICS, 'mig'] as const })),
        })),
      })),
    });
    expect(checked.toSorted()).toEqual(NAMES);
    expect(absent.map(({ metric, lines }) => [metric, lines.length])).toEqual([
      ['mcc_pearson', 3],
      ['r2', 3],
      ['mig', 6],
    ]);
    expect(absent[0]!.lines).toContain('mcc_pearson/first/D3/E3');
    expect(absent[2]!.command).toBe('npm run -s stress -- --metrics mig');
  });

  const withVerdict = ([mean, lower, upper, verdict, ...rest]: AtlasRow): AtlasRow => [
    mean,
    lower,
    upper,
    (verdict + 1) % 7,
    ...rest,
  ];
  const withMean = ([mean, ...rest]: AtlasRow): AtlasRow => [mean! - 1e-6, ...rest];
  it.each<[string, (cell: MetricCell) => MetricCell]>([
    ['digest', (cell) => ({ ...cell, digest: cell.digest.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) })],
    ['mean', (cell) => ({ ...cell, results: cell.results.map(withMean) })],
    ['verdict', (cell) => ({ ...cell, results: cell.results.map(withVerdict) })],
  ])('names the line whose %s was changed, and no other', async (_, change) => {
    const tampered = { ...pearson, cells: pearson.cells.map((cell, i) => (i === 1 ? change(cell) : cell)) };
    await writeFile(join(root, atlasPath('mcc_pearson')), formatMetricAtlas(tampered));
    const fault: unknown = await check(9).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(InputError);
    expect((fault as InputError).faults).toEqual([
      expect.objectContaining({ path: atlasPath('mcc_pearson'), rule: expect.stringContaining('mcc_pearson/first/D2/E3') }),
    ]);
  });

  it.each<[string, string, string]>([
    ['whose level was changed', '"family": 18', 'says of the metric or of how it is judged what the engine does not'],
    ['with a line that nobody plans', '"geometry":"E9"', 'has a line that is planned no longer'],
  ])('refuses a file %s', async (_, text, rule) => {
    const replaced = formatMetricAtlas(pearson).replace(text, (found) => found.replace(/9|18/, '77'));
    await writeFile(join(root, atlasPath('mcc_pearson')), replaced);
    await expect(check(1)).rejects.toThrow(rule);
  });

  it('refuses a file that is no JSON, and one that is named after no metric', async () => {
    await writeFile(join(root, atlasPath('mcc_pearson')), '{');
    await expect(readAtlas(root)).rejects.toThrow('content/atlas/mcc_pearson.json: is not JSON');
    await writeFile(join(root, atlasPath('mcc_pearson')), formatMetricAtlas(pearson));
    await writeFile(join(root, 'content/atlas/experiments.json'), '{}');
    await expect(readAtlas(root)).rejects.toThrow('content/atlas/experiments.json: is not named after a metric');
  });
});
