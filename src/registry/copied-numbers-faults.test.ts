import { expect, test } from 'vitest';
import { soundManifest } from '../../tests/registry/support/sound-manifest.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { copiedNumbersFaults, type MergedNumbers } from './copied-numbers-faults.ts';
import type { Submission } from './submission.ts';

const TRACK = 'linear-ica';
const folder = 'submissions/mine/1';
const models = { main: { '0': { '0': { file: 'm.onnx', sha256: 'a'.repeat(64) } } } };
const submission: Submission = {
  ...soundManifest('mine', findTrack(TRACK)),
  tracks: [{ track: TRACK, kind: 'encoder', models }],
};
const merged = (numbers: readonly string[], change: Partial<MergedNumbers> = {}): MergedNumbers => ({
  name: 'theirs/1, of another owner',
  isReference: false,
  files: new Set(['b'.repeat(64)]),
  numbers: new Set(numbers),
  ...change,
});
const faults = (numbers: readonly string[], others: readonly MergedNumbers[], own: readonly string[] = []) =>
  copiedNumbersFaults({
    folder,
    submission,
    numbers: new Map([['a'.repeat(64), new Set(numbers)]]),
    others,
    own: new Set(own),
  });

test('a model of which every number stands in one submission of another owner is a copy', () => {
  expect(faults(['w1', 'w2'], [merged(['w0', 'w1', 'w2'])])).toEqual([
    {
      path: `${folder}/submission.json#/tracks/0/models/main/0/0`,
      rule: 'holds the numbers of theirs/1, of another owner, in another file',
      fix: 'submit what you trained yourself; where a method must give these very numbers, ask a maintainer in an issue',
    },
  ]);
});

test.each<readonly [string, ReturnType<typeof faults>]>([
  ['a frozen backbone with a head of its own', faults(['backbone', 'head'], [merged(['backbone', 'other head'])])],
  ['parts that stand in two submissions', faults(['w1', 'w2'], [merged(['w1']), merged(['w2'])])],
  ['a model without numbers that say anything', faults([], [merged(['w1'])])],
  ['the same bytes, which are told elsewhere', faults(['w1'], [merged(['w1'], { files: new Set(['a'.repeat(64)]) })])],
  ['what stands in an earlier version of the same owner', faults(['w1'], [merged(['w1'])], ['w1'])],
])('%s is none', (_name, found) => {
  expect(found).toEqual([]);
});

test('a reference row stays closed to whoever copied it before', () => {
  expect(faults(['w1'], [merged(['w1'], { isReference: true, name: 'oracle/1, a reference row' })], ['w1'])).toMatchObject([
    { rule: 'holds the numbers of oracle/1, a reference row, in another file' },
  ]);
});
