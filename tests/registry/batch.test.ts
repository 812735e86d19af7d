import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sha256Hex } from '../../src/registry/digest.ts';
import { auditModel } from '../../src/registry/onnx/audit.ts';
import { measureCell } from '../../src/runtime/node/measure-cell.ts';
import { integerTensor, modelOf } from './support/hostile-models.ts';

const D = 5;
const ROWS = 1300;
const FOLDER = mkdtempSync(join(tmpdir(), 'custodes-batch-'));

afterAll(() => rmSync(FOLDER, { recursive: true }));

type Fields = Readonly<Record<string, unknown>>;

const integer = (name: string, value: number) => ({ name, type: 2, i: value });
const integers = (name: string, values: readonly number[]) => ({ name, type: 7, ints: values });
const node = (opType: string, input: readonly string[], output: string, attribute: readonly Fields[] = []): Fields => ({
  opType,
  input,
  output: [output],
  attribute,
});

const MEAN = node('ReduceMean', ['x'], 'mean', [integers('axes', [0])]);
const CENTRED = node('Sub', ['x', 'mean'], 'centred');

/** Encoders that use the other rows of the batch, or a row's place in it. */
const BATCH_MODELS: Readonly<Record<string, readonly Fields[]>> = {
  'centring over axis 0': [MEAN, node('Sub', ['x', 'mean'], 'codes')],
  'scaling by the variance over axis 0': [
    MEAN,
    CENTRED,
    node('ReduceSumSquare', ['centred'], 'variance', [integers('axes', [0])]),
    node('Sqrt', ['variance'], 'deviation'),
    node('Div', ['x', 'deviation'], 'codes'),
  ],
  'whitening by the covariance of the batch': [
    MEAN,
    CENTRED,
    node('Transpose', ['centred'], 'turned'),
    node('MatMul', ['turned', 'centred'], 'covariance'),
    node('MatMul', ['x', 'covariance'], 'codes'),
  ],
  'mean and variance normalisation over axis 0': [node('MeanVarianceNormalization', ['x'], 'codes', [integers('axes', [0])])],
  'softmax over axis 0': [node('Softmax', ['x'], 'codes', [integer('axis', 0)])],
  'a running sum over axis 0': [node('CumSum', ['x', 'zero'], 'codes')],
  'the row before': [
    node('Concat', ['weights', 'x'], 'longer', [integer('axis', 0)]),
    node('Slice', ['longer', 'zero', 'last'], 'codes'),
  ],
  'the size of the batch': [
    node('Shape', ['x'], 'shape'),
    node('Cast', ['shape'], 'sizes', [integer('to', 1)]),
    node('Slice', ['sizes', 'zero', 'one'], 'size'),
    node('Mul', ['x', 'size'], 'codes'),
  ],
  'attention to the other rows': [
    node('Transpose', ['x'], 'turned'),
    node('MatMul', ['x', 'turned'], 'scores'),
    node('Softmax', ['scores'], 'attention'),
    node('MatMul', ['attention', 'x'], 'codes'),
  ],
};

test.each(Object.entries(BATCH_MODELS))('%s: refused by the audit, and by the re-run if it came so far', async (_name, nodes) => {
  const bytes = modelOf(D, nodes, [integerTensor('zero', [0]), integerTensor('one', [1]), integerTensor('last', [-D])]);
  expect(auditModel('model.onnx', bytes, [D]).map(({ rule }) => rule)).toEqual([expect.stringContaining('batch')]);
  writeFileSync(join(FOLDER, 'model.onnx'), bytes);
  const name = { track: 'linear-ica', variant: 'main', instance: 0, seed: '0', kind: 'encoder', file: 'model.onnx' } as const;
  const cell = { ...name, sha256: sha256Hex(bytes), drawSeed: 'batch', rows: ROWS };
  await expect(measureCell(cell, FOLDER, { panel: ['r2'] })).rejects.toThrow(
    'gives other codes for the same row in another batch',
  );
});
