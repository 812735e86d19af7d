import { expect, test } from 'vitest';
import { linearIca } from '../suite/tracks/linear-ica/index.ts';
import { sharedArtefactFaults } from './shared-artefact-faults.ts';
import { exampleManifest, UNKNOWN_SHA256 } from './submission-scaffold.ts';
import type { Models, SubmittedModel } from './submission.ts';

const digest = (digit: string) => digit.repeat(64);

/** A model by a digit for its bytes, and those of its dictionary and graph. */
const model = (bytes: string, files: Partial<Record<'decoder' | 'graph', string>> = {}): SubmittedModel => ({
  file: 'a.onnx',
  sha256: digest(bytes),
  ...Object.fromEntries(Object.entries(files).map(([kind, digit]) => [kind, { file: 'b.npy', sha256: digest(digit) }])),
});

function rulesOf(models: Models): string[] {
  const tracks = [{ track: 'superposition', kind: 'encoder' as const, models }];
  const faults = sharedArtefactFaults({ ...exampleManifest('my-method', linearIca), tracks }, 'folder');
  return faults.map(({ path, rule }) => `${path.split('#')[1]}: ${rule}`);
}

test('the bytes of a model stand for one instance and variant', () => {
  expect(rulesOf({ main: { '0': { '0': model('1') }, '1': { '0': model('1') } } })).toEqual([
    '/tracks/0/models/main/1/0: has the same bytes as the model of superposition main 0',
  ]);
});

test('so do those of a dictionary', () => {
  const two = { '0': { '0': model('1', { decoder: '5' }) }, '1': { '0': model('2', { decoder: '5' }) } };
  expect(rulesOf({ main: two })).toEqual([
    '/tracks/0/models/main/1/0/decoder: has the same bytes as the dictionary of superposition main 0',
  ]);
  const [main, twin] = [{ '0': { '0': model('1', { decoder: '5' }) } }, { '0': { '0': model('2', { decoder: '5' }) } }];
  expect(rulesOf({ main, twin })).toEqual([
    '/tracks/0/models/twin/0/0/decoder: has the same bytes as the dictionary of superposition main 0',
  ]);
});

test('a dictionary is no other instance’s codes either', () => {
  expect(rulesOf({ main: { '0': { '0': model('1', { decoder: '5' }) }, '1': { '0': model('5') } } })).toEqual([
    '/tracks/0/models/main/1/0: has the same bytes as the dictionary of superposition main 0',
  ]);
});

test.each<[string, Models]>([
  ['graphs', { main: { '0': { '0': model('1', { graph: '5' }) }, '1': { '0': model('2', { graph: '5' }) } } }],
  ['seeds of one instance', { main: { '0': { '0': model('1', { decoder: '5' }), '1': model('1', { decoder: '5' }) } } }],
  [
    'digests that are not written yet',
    {
      main: {
        '0': { '0': model('1', { decoder: UNKNOWN_SHA256[0]! }) },
        '1': { '0': model('2', { decoder: UNKNOWN_SHA256[0]! }) },
      },
    },
  ],
])('%s may be equal', (_, models) => expect(rulesOf(models)).toEqual([]));
