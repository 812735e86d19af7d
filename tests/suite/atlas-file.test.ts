import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/input-error.ts';
import { formatAtlas, type AtlasDocument, type AtlasRow, type StoredCell } from '../../src/evaluation/atlas-document.ts';
import { checkAtlas } from '../../src/runtime/node/atlas-check.ts';
import { atlasPath, writeAtlas, type AtlasPlan } from '../../src/runtime/node/atlas-file.ts';

const METRICS = ['mcc_pearson', 'r2'] as const;
const SIZE = { n: 50, d: 3 };
const PLAN: AtlasPlan = {
  volumes: [
    {
      id: 'small',
      title: 'Small',
      looks: [20, 40],
      tables: [
        {
          id: 'first',
          title: 'First',
          coverage: {},
          cells: ['E1', 'E3', 'E9'].map((geometry) => ({ request: { dgp: 'D2', geometry, ...SIZE }, metrics: METRICS })),
        },
      ],
    },
  ],
  experiments: [
    {
      id: 'sweep',
      title: 'Sweep',
      description: '',
      published: null,
      holdout: 0.2,
      metrics: ['r2', 'mcc_pearson'],
      settings: [{ panel: 'a', at: { rho: 0.1 }, request: { dgp: 'D2', geometry: 'E1', ...SIZE, parameters: { rho: 0.1 } } }],
    },
  ],
};
const NAMES = ['first/D2/E1', 'first/D2/E3', 'first/D2/E9', 'sweep/a/D2/E1{"rho":0.1}'];

let root: string;
const estimates: number[] = [];
const watch = { onEstimate: (jobs: number) => void estimates.push(jobs), onJob: () => {} };

beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), 'atlas-'))));
afterAll(() => rm(root, { recursive: true }));

describe('the atlas on disk', () => {
  let document: AtlasDocument;

  async function check(committed: AtlasDocument, sample: number) {
    await writeFile(join(root, atlasPath('small')), formatAtlas(committed));
    return await checkAtlas(root, PLAN, { sample, seed: 0, workers: 1 }, watch);
  }

  it('is computed in rounds, of which the later follow from the scores of the earlier, and then read from the cache', async () => {
    const { paths, documents } = await writeAtlas(root, PLAN, { workers: 1, fresh: false }, watch);
    document = documents[0]!;
    expect(paths).toEqual(['small', 'experiments'].map((id) => join(root, atlasPath(id))));
    expect(JSON.parse(await readFile(paths[0]!, 'utf8'))).toEqual(JSON.parse(JSON.stringify(document)));
    // Three cells, the same under D1, and a setting; then more seeds of what these leave open.
    expect(estimates[0]).toBe(7);
    expect(estimates).toHaveLength(2);
    expect(estimates[1]).toBeGreaterThan(0);
    await writeAtlas(root, PLAN, { workers: 1, fresh: false }, watch);
    expect(estimates.slice(2)).toEqual([0, 0]);
  });

  it('is recomputed bit for bit, all or a sample', async () => {
    expect(await check(document, 2)).toHaveLength(2);
    expect((await check(document, 9)).toSorted()).toEqual(NAMES);
  });

  const withVerdict = ([mean, lower, upper, verdict, ...rest]: AtlasRow): AtlasRow => [
    mean,
    lower,
    upper,
    (verdict + 1) % 7,
    ...rest,
  ];
  const withMean = ([mean, ...rest]: AtlasRow): AtlasRow => [mean! - 1e-6, ...rest];
  it.each<[string, (cell: StoredCell) => StoredCell]>([
    ['digest', (cell) => ({ ...cell, digest: cell.digest.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) })],
    ['mean', (cell) => ({ ...cell, results: cell.results.map((row) => row && withMean(row)) })],
    ['verdict', (cell) => ({ ...cell, results: cell.results.map((row) => row && withVerdict(row)) })],
  ])('names the cell whose %s was changed, and no other', async (_, change) => {
    const tampered = { ...document, cells: document.cells.map((cell, i) => (i === 1 ? change(cell) : cell)) };
    const fault: unknown = await check(tampered, 4).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(InputError);
    expect((fault as InputError).faults).toEqual([
      expect.objectContaining({ path: atlasPath('small'), rule: expect.stringContaining('first/D2/E3') }),
    ]);
  });

  it('asks for an atlas where there is none', async () => {
    await expect(checkAtlas(join(root, 'nowhere'), PLAN, { sample: 1, seed: 0 }, watch)).rejects.toThrow('npm run stress');
  });
});
