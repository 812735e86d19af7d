import { expect, test } from 'vitest';
import type { Submission } from '../registry/submission.ts';
import { exampleManifest } from '../registry/submission-scaffold.ts';
import { linearIca } from '../suite/tracks/linear-ica/index.ts';
import { remoteModels } from './remote-models.ts';

test('models at addresses are listed once, those beside the manifest not at all', () => {
  const url = 'https://models.example.org/a.onnx';
  const example = exampleManifest('remote', linearIca);
  const models = {
    main: { '0': { '0': { url, sha256: 'a' } }, '1': { '0': { url, sha256: 'a' }, '1': { file: 'b.onnx', sha256: 'b' } } },
    twin: { '0': { '0': { url, sha256: 'a' } } },
  };
  const submission: Submission = { ...example, tracks: [{ track: 'linear-ica', kind: 'encoder', models }] };
  expect(remoteModels(submission, 'linear-ica')).toEqual([
    { url, sha256: 'a', uses: ['instance 0, seed 0', 'instance 1, seed 0', 'twin’s instance 0, seed 0'] },
  ]);
  expect(remoteModels(submission, 'contrastive-box')).toEqual([]);
  expect(remoteModels(example, 'linear-ica')).toEqual([]);
});
