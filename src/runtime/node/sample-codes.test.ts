import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { InputError } from '../../core/input-error.ts';
import { linearIca } from '../../suite/tracks/linear-ica/index.ts';
import { sampleCodes } from './sample-codes.ts';

const instance = linearIca.createInstance(0, 'main');
const FOLDER = 'submissions/fastica/1';
const FILE = 'linear-ica-main-00-seed-0.onnx';
const sha256Of = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const cell = { track: 'linear-ica', variant: 'main', instance: 0, drawSeed: '00', kind: 'encoder' } as const;

it('encodes some rows of a draw, the same each time', async () => {
  const model = { ...cell, file: FILE, sha256: sha256Of(`${FOLDER}/${FILE}`) };
  const sample = await sampleCodes(model, FOLDER, 20);
  expect([sample.factors.rows, sample.factors.columns]).toEqual([20, instance.d]);
  expect([sample.codes.rows, sample.codes.columns]).toEqual([20, instance.d]);
  expect(sample.observations).toHaveLength(20 * instance.observationShape[0]!);
  const again = await sampleCodes(model, FOLDER, 20);
  expect(again.codes.data).toEqual(sample.codes.data);
});

it('refuses a file that is no model, and one that is not what the manifest names', async () => {
  const text = { ...cell, file: 'package.json', sha256: sha256Of('package.json') };
  await expect(sampleCodes(text, '.', 20)).rejects.toThrow(InputError);
  await expect(sampleCodes({ ...text, sha256: '0'.repeat(64) }, '.', 20)).rejects.toThrow('has SHA-256');
});
