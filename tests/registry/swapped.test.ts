import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Notice } from '../../src/registry/submission-notices.ts';
import { runCells } from '../../src/runtime/node/cell-pool.ts';
import { plannedCells } from '../../src/runtime/node/evaluate-submission.ts';
import { loadSubmission } from '../../src/runtime/node/submission-folder.ts';
import { findSwappedModels } from '../../src/runtime/node/swapped-models.ts';
import { findTrack } from '../../src/suite/tracks/catalogue.ts';
import { inventedContent, suiteOf } from '../support/invented-suite.ts';
import { linearModel } from './support/onnx-model.ts';
import { createWorkplace, nearlyIdentity, writeSubmission, type Workplace } from './support/workplace.ts';

const TRACK = findTrack('linear-ica');
const INSTANCES = [0, 2, 4];
/** Any suite will do: its draw digest seeds the draws. */
const SUITE = suiteOf(inventedContent());

let workplace: Workplace;

beforeAll(() => {
  workplace = createWorkplace();
});
afterAll(() => workplace.remove());

/** The inverse of a small matrix, by Gauss and Jordan with pivots. */
function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const d = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...Array.from({ length: d }, (_, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < d; column++) {
    const pivot = rows.findLast(
      (row) => Math.abs(row[column]!) === Math.max(...rows.slice(column).map((each) => Math.abs(each[column]!))),
    )!;
    const at = rows.indexOf(pivot);
    [rows[column], rows[at]] = [rows[at]!, rows[column]!];
    const own = rows[column]!.map((value) => value / rows[column]![column]!);
    rows[column] = own;
    rows.forEach((row, i) => {
      if (i !== column) rows[i] = row.map((value, j) => value - row[column]! * own[j]!);
    });
  }
  return rows.map((row) => row.slice(d));
}

/** The encoder that undoes the mixing of an instance. */
function unmixing(instance: number): Uint8Array {
  const { mixing } = TRACK.createInstance(instance, 'main').parameters as { mixing: { matrix: number[][] } };
  const inverted = inverse(mixing.matrix);
  return linearModel({ weights: inverted.map((_, i) => inverted.map((row) => row[i]!)) });
}

/** What is said of a submission whose models are in this order, with the scores that they have. */
async function noticesOf(slug: string, models: readonly Uint8Array[]): Promise<Notice[]> {
  const folder = writeSubmission(workplace, { slug, instances: { main: INSTANCES }, model: (_d, position) => models[position]! });
  const loaded = await loadSubmission(join(workplace.root, folder));
  const request = { suite: SUITE, commit: 'public', rows: 1000 };
  const tasks = plannedCells(loaded, request).map((cell) => ({ cell, folder: loaded.folder, panel: ['mcc_pearson' as const] }));
  const outcomes = await runCells(slug, tasks);
  const main = outcomes.map((outcome) => ('measurement' in outcome ? outcome.measurement : expect.unreachable()));
  return await findSwappedModels(loaded, request, [
    { track: { id: TRACK.id, version: TRACK.version }, models: { main, twin: [] } },
  ]);
}

test('models that are where they belong are not blamed, good or bad', async () => {
  expect(await noticesOf('in-order', INSTANCES.map(unmixing))).toEqual([]);
  const untrained = INSTANCES.map((_, i) => linearModel({ weights: nearlyIdentity(5, i) }));
  expect(await noticesOf('untrained', untrained)).toEqual([]);
});

test('two files that were swapped are named, with the instance where each does better', async () => {
  const [first, second, third] = INSTANCES.map(unmixing);
  const notices = await noticesOf('swapped', [second!, first!, third!]);
  const named = notices.map(({ path, rule }) => `${path.replace(/^.*\((.*)\)$/, '$1')} ${rule}`);
  expect(named.toSorted()).toEqual([
    expect.stringMatching(/^linear-ica\/main\/0\/0 scores 1\.00 on instance 2 and 0\.\d\d on its own$/),
    expect.stringMatching(/^linear-ica\/main\/2\/0 scores 1\.00 on instance 0 and 0\.\d\d on its own$/),
  ]);
  expect(notices[0]!.fix).toContain('are swapped in submission.json');
});
