import { requireBoard } from '../boards/catalogue.ts';
import { describe, expect, test } from 'vitest';
import { linearModel, valueInfo } from '../../tests/registry/support/onnx-model.ts';
import { soundManifest } from '../../tests/registry/support/sound-manifest.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { linearIca } from '../suite/tracks/linear-ica/index.ts';
import type { Variant } from '../suite/tracks/track.ts';
import { sha256Hex } from './digest.ts';
import { submissionFaults, type SubmissionFiles } from './submission-faults.ts';
import { formatNotice, submissionNotices } from './submission-notices.ts';
import type { Models, Submission } from './submission.ts';

const FOLDER = 'submissions/my-method/1';

interface Placed {
  readonly variant: Variant;
  readonly instance: number;
  readonly seed?: string;
  readonly bytes: Uint8Array;
}

/** A linear encoder of d observations into m codes that no other scale gives. */
const model = (d: number, m: number, scale: number, width: number | string = m) =>
  linearModel({
    weights: Array.from({ length: d }, (_, i) => Array.from({ length: m }, (_unused, j) => (i === j ? scale : 0.1))),
    graph: { output: [valueInfo('codes', ['batch', width])] },
  });

function submit(placed: readonly Placed[], change: Partial<Submission> = {}, kind: 'encoder' | 'codes' = 'encoder') {
  const files = new Map<string, Uint8Array>();
  const models: Record<string, Record<string, Record<string, { file: string; sha256: string }>>> = {};
  placed.forEach(({ variant, instance, seed = '0', bytes }, i) => {
    const file = `model-${i}.onnx`;
    files.set(file, bytes);
    ((models[variant] ??= {})[instance] ??= {})[seed] = { file, sha256: sha256Hex(bytes) };
  });
  const tracks = [{ track: linearIca.id, kind, models: models as Models }];
  const submission: Submission = { ...soundManifest('my-method', linearIca), tracks, ...change };
  const folder: SubmissionFiles = { folder: FOLDER, files };
  return { submission, files: folder };
}

const INSTANCES = [0, 2, 4];
const complete = (main: (instance: number) => Uint8Array): Placed[] =>
  INSTANCES.flatMap((instance, i) => [
    { variant: 'main' as const, instance, bytes: main(instance) },
    { variant: 'twin' as const, instance, bytes: model(5, 5, 10 + i) },
  ]);

function noticesOf({ submission, files }: ReturnType<typeof submit>, marked = false): string[] {
  const notices = submissionNotices({ submission, marked }, files);
  for (const notice of notices) expect(formatNotice(notice)).toMatch(/^notice: [ -~’]{10,500}$/);
  return notices.map(({ path, rule }) => `${path.replace(`${FOLDER}/submission.json#`, '')}: ${rule}`);
}

const faultsOf = ({ submission, files }: ReturnType<typeof submit>, isReference = false) =>
  submissionFaults(submission, { ...files, isReference }).map(
    ({ path, rule }) => `${path.replace(`${FOLDER}/submission.json#`, '')}: ${rule}`,
  );

test('a whole submission has nothing to notice', () => {
  const sound = submit(complete((instance) => model(5, 5, 2 + instance)));
  expect(noticesOf(sound)).toEqual([]);
  expect(faultsOf(sound)).toEqual([]);
});

describe('what may be overlooked', () => {
  test('no twin, a twin of fewer instances, fewer instances than a rank needs', () => {
    const main = (instance: number) => ({ variant: 'main' as const, instance, bytes: model(5, 5, 2 + instance) });
    const path = '/tracks/0/models';
    expect(noticesOf(submit([main(0)]))).toEqual([`${path}: has no twin models`, `${path}: covers 1 of the instances`]);
    const some = [main(0), main(2), main(4), { ...main(0), variant: 'twin' as const, bytes: model(5, 5, 99) }];
    expect(noticesOf(submit(some))).toEqual([`${path}: has no twin models of instances 2, 4`]);
  });

  test('more or fewer codes than are ranked, by the shapes of the file, declared or not', () => {
    const wide = (width: number | string) =>
      submit(complete((instance) => (instance === 2 ? model(5, 7, 3, width) : model(5, 5, 2 + instance))));
    for (const width of [7, 'm']) {
      expect(noticesOf(wide(width))).toEqual(['/tracks/0/models/main/2/0: gives 7 codes and would not be ranked']);
    }
  });

  test('a dictionary may have any width up to the track’s most; content-style wants one code for each content factor', () => {
    const { structure } = findTrack('superposition');
    expect(structure?.mostCodes).toBeGreaterThan(512);
    expect(requireBoard('content-style').rankedCodes).toBeGreaterThan(0);
  });

  test('two seeds with the same bytes', () => {
    const bytes = model(5, 5, 2);
    const placed = [
      ...complete((instance) => (instance === 0 ? bytes : model(5, 5, 2 + instance))),
      { variant: 'main' as const, instance: 0, seed: '1', bytes },
    ];
    expect(noticesOf(submit(placed))).toEqual(['/tracks/0/models/main/0/1: has the same bytes as seed 0']);
    expect(faultsOf(submit(placed))).toEqual([]);
  });

  test('a title that is the folder’s name, the theorem’s paper, a supervision that has no rank, a byte order mark', () => {
    const placed = complete((instance) => model(5, 5, 2 + instance));
    const { title, url, year } = linearIca.theorem.source;
    const change = { title: 'my-method', supervision: 'labels', method: { name: 'M', paper: { title, url, year } } } as const;
    expect(noticesOf(submit(placed, change), true)).toEqual([
      `${FOLDER}/submission.json: begins with a byte order mark`,
      '/title: is the folder’s name',
      '/supervision: "labels" is listed without a rank',
      '/method/paper: is the paper of the track’s theorem',
    ]);
  });
});

describe('one model for two instances or variants', () => {
  const bytes = model(5, 5, 2);

  test.each<readonly [string, Placed, string]>([
    ['main and twin', { variant: 'twin', instance: 0, bytes }, 'twin/0/0'],
    ['two instances', { variant: 'main', instance: 2, bytes }, 'main/2/0'],
    ['a seed that is another instance’s', { variant: 'main', instance: 2, seed: '7', bytes }, 'main/2/7'],
  ])('%s: a fault, but for reference rows', (_name, second, place) => {
    const submission = submit([{ variant: 'main', instance: 0, bytes }, second]);
    expect(faultsOf(submission)).toEqual([`/tracks/0/models/${place}: has the same bytes as the model of linear-ica main 0`]);
    expect(faultsOf(submission, true)).toEqual([]);
  });
});

test('no name is one that Windows keeps for itself', () => {
  const placed = complete((instance) => model(5, 5, 2 + instance));
  const { submission, files } = submit(placed, { slug: 'con' });
  const moved = { ...files, folder: 'submissions/con/1' };
  expect(submissionFaults(submission, moved).map(({ rule }) => rule)).toEqual(['is a name that Windows cannot write']);
});
