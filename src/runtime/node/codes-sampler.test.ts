import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { endlessModel } from '../../../tests/registry/support/hostile-models.ts';
import { linearModel, scaledIdentity } from '../../../tests/registry/support/onnx-model.ts';
import { sha256Hex } from '../../registry/digest.ts';
import { LIMITS } from '../../registry/limits.ts';
import type { SampleTask } from './cell-task.ts';
import { CodesSampler } from './codes-sampler.ts';
import { sampleCodes } from './sample-codes.ts';

const D = 5;
const ROWS = 7;
const FOLDER = mkdtempSync(join(tmpdir(), 'custodes-sampler-'));
const sampler = new CodesSampler({ ...LIMITS.evaluation, encoderSeconds: 20 });

afterAll(() => {
  sampler.stop();
  rmSync(FOLDER, { recursive: true });
});

function taskOf(name: string, bytes: Uint8Array): SampleTask {
  const file = `${name}.onnx`;
  writeFileSync(join(FOLDER, file), bytes);
  const cell = { track: 'linear-ica', variant: 'main', instance: 0, kind: 'encoder', drawSeed: 'test' } as const;
  return { cell: { ...cell, file, sha256: sha256Hex(bytes) }, folder: FOLDER, sampleRows: ROWS };
}

test('a model without end is stopped, and those that were asked for beside it are sampled', async () => {
  const sound = taskOf('sound', linearModel({ weights: scaledIdentity(D, 2) }));
  const [first, endless, last] = await Promise.all(
    [sound, taskOf('endless', endlessModel(D)), sound].map((task) => sampler.sample(task)),
  );
  const sample = await sampleCodes(sound.cell, FOLDER, ROWS);
  expect(first).toEqual({ sample });
  expect(last).toEqual({ sample });
  expect(endless).toMatchObject({ faults: [{ path: 'encoder', rule: 'has not given its codes within 20 s' }] });
});

test('a failure of ours does not keep the next model from its turn', async () => {
  const lost = taskOf('lost', linearModel({ weights: scaledIdentity(D) }));
  rmSync(join(FOLDER, lost.cell.file));
  await expect(sampler.sample(lost)).rejects.toThrow('ENOENT');
  expect(await sampler.sample(taskOf('after', linearModel({ weights: scaledIdentity(D) })))).toHaveProperty('sample');
});
