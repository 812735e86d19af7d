import { expect, test } from 'vitest';
import { sha256Hex } from '../../src/registry/digest.ts';
import { auditModel } from '../../src/registry/onnx/audit.ts';
import { inferenceModels } from './inference-models.ts';

test('the encoders that are timed pass the audit, are of the sizes that are told, and are the same on every machine', () => {
  const models = inferenceModels();
  expect(models.map(({ key, parameters }) => [key, parameters])).toEqual([
    ['mlp', 10 * 128 + 128 + 128 * 128 + 128 + 128 * 10 + 10],
    ['convolutional', 16 * (32 + 32 * 32 + 32 * 64 + 64 * 64) + 32 + 32 + 64 + 64 + 1024 * 256 + 256 + 256 * 10 + 10],
    ['large', 10 * 3200 + 2 * 3200 * 3200 + 3200 * 10 + 3 * 3200 + 10],
  ]);
  for (const { title, bytes, shape } of models) expect(auditModel(title, bytes, shape, bytes.byteLength)).toEqual([]);
  expect(sha256Hex(models[0]!.bytes)).toBe('49d0a0c91c1a5b52c591d5f453f2fad6eb67137e921427fd27c8e0181f627379');
}, 300_000);
