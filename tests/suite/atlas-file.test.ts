import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/input-error.ts';
import { assembleAtlas, formatAtlas, type AtlasDocument } from '../../src/evaluation/atlas.ts';
import type { AtlasTable } from '../../src/evaluation/atlas-plan.ts';
import { firstSeeds, scoreCell } from '../../src/evaluation/stress-scores.ts';
import { checkAtlas } from '../../src/runtime/node/atlas-file.ts';
import { resolveCell } from '../../src/suite/cell.ts';

const METRICS = ['mcc_pearson', 'r2'] as const;
const TABLES: readonly AtlasTable[] = [
  { id: 'small', title: 'Small', requests: ['E1', 'E3', 'E9'].map((geometry) => ({ dgp: 'D2', geometry, n: 50, d: 3 })) },
];
const WATCH = { onEstimate: () => {}, onJob: () => {} };

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'atlas-'));
  await mkdir(join(root, 'content/atlas'), { recursive: true });
});
afterAll(() => rm(root, { recursive: true }));

describe('the check of a committed atlas', () => {
  const document = assembleAtlas(TABLES, METRICS, ({ request, seeds }) =>
    scoreCell(resolveCell(request), firstSeeds(seeds), { metrics: METRICS, holdout: 0 }),
  );

  async function check(committed: AtlasDocument, sample: number) {
    await writeFile(join(root, 'content/atlas/atlas.json'), formatAtlas(committed));
    return await checkAtlas(root, { sample, seed: 0, workers: 1 }, WATCH);
  }

  it('recomputes a sample bit for bit', async () => {
    expect(await check(document, 2)).toHaveLength(2);
    expect((await check(document, 9)).toSorted()).toEqual(['small/D2/E1', 'small/D2/E3', 'small/D2/E9']);
  });

  it.each<[string, (cell: AtlasDocument['cells'][number]) => AtlasDocument['cells'][number]]>([
    ['digest', (cell) => ({ ...cell, digest: cell.digest.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) })],
    [
      'mean',
      (cell) => ({
        ...cell,
        results: cell.results.map(([mean, ...rest]) => [mean! - 1e-6, ...rest] as (typeof cell.results)[number]),
      }),
    ],
    [
      'verdict',
      (cell) => ({
        ...cell,
        results: cell.results.map(([a, b, c, verdict, paper]) => [a, b, c, (verdict + 1) % 7, paper] as const),
      }),
    ],
  ])('names the cell whose %s was changed, and no other', async (_, change) => {
    const tampered = { ...document, cells: document.cells.map((cell, i) => (i === 1 ? change(cell) : cell)) };
    const fault: unknown = await check(tampered, 3).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(InputError);
    expect((fault as InputError).faults).toEqual([expect.objectContaining({ rule: expect.stringContaining('small/D2/E3') })]);
  });

  it('asks for an atlas where there is none', async () => {
    await expect(checkAtlas(join(root, 'nowhere'), { sample: 1, seed: 0 }, WATCH)).rejects.toThrow('npm run stress');
  });
});
