import { expect, it } from 'vitest';
import { InputError } from '../../core/input-error.ts';
import { linearIca } from '../../suite/tracks/linear-ica/index.ts';
import { sampleCodes } from './sample-codes.ts';

const instance = linearIca.createInstance(0, 'main');
const request = { instance, drawSeed: '00', drawRows: linearIca.evaluationRows, rows: 20 } as const;

it('encodes some rows of a draw, the same each time', async () => {
  const path = 'submissions/fastica/1/linear-ica-main-00-seed-0.onnx';
  const sample = await sampleCodes({ ...request, path, kind: 'encoder' });
  expect([sample.factors.rows, sample.factors.columns]).toEqual([20, instance.d]);
  expect([sample.codes.rows, sample.codes.columns]).toEqual([20, instance.d]);
  expect(sample.observations).toHaveLength(20 * instance.observationShape[0]!);
  const again = await sampleCodes({ ...request, path, kind: 'encoder' });
  expect(again.codes.data).toEqual(sample.codes.data);
});

it('refuses a file that is no model', async () => {
  await expect(sampleCodes({ ...request, path: 'package.json', kind: 'encoder' })).rejects.toThrow(InputError);
});
