import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { linearModel, scaledIdentity } from '../../../tests/registry/support/onnx-model.ts';
import { formatNpy } from '../../core/npy.ts';
import { sha256Hex } from '../../registry/digest.ts';
import type { EvaluationCell } from '../../registry/evaluation-cells.ts';
import { findTrack } from '../../suite/tracks/catalogue.ts';
import { measureCell } from './measure-cell.ts';

const D = 5;
const ROWS = 300;
const FOLDER = mkdtempSync(join(tmpdir(), 'custodes-cell-'));
const FACTORS = findTrack('linear-ica').createInstance(0, 'main').drawEvaluation('test', ROWS).factors;

afterAll(() => rmSync(FOLDER, { recursive: true }));

function cellOf(file: string, bytes: Uint8Array): EvaluationCell {
  writeFileSync(join(FOLDER, file), bytes);
  return {
    track: 'linear-ica',
    variant: 'main',
    instance: 0,
    seed: '0',
    kind: file.endsWith('.npy') ? 'codes' : 'encoder',
    file,
    sha256: sha256Hex(bytes),
    drawSeed: 'test',
    rows: ROWS,
  };
}

const sound = cellOf('sound.onnx', linearModel({ weights: scaledIdentity(D, 2) }));

test('an encoder on a draw gives the same measurement each time', async () => {
  const measurement = await measureCell(sound, FOLDER);
  expect(measurement).toMatchObject({
    instance: 0,
    seed: '0',
    n: ROWS,
    d: D,
    m: D,
    artefact_sha256: sound.sha256,
    draw_seed: 'test',
  });
  expect(measurement.metrics['r2']!['score']).toBeGreaterThan(0.999);
  expect(await measureCell(sound, FOLDER)).toEqual(measurement);
  const other = await measureCell({ ...sound, drawSeed: 'other' }, FOLDER);
  expect(other.codes_sha256).not.toBe(measurement.codes_sha256);
});

/** Subtracts the batch's mean: a statistic of the batch. */
const CENTRING = [
  { opType: 'ReduceMean', input: ['x'], output: ['mean'], attribute: [{ name: 'axes', ints: [0], type: 7 }] },
  { opType: 'Sub', input: ['x', 'mean'], output: ['centred'] },
  { opType: 'MatMul', input: ['centred', 'weights'], output: ['codes'] },
];
const RESHAPED = [{ opType: 'Reshape', input: ['x', 'weights'], output: ['codes'] }];
const copies = Float64Array.from({ length: ROWS * D }, (_, i) => FACTORS.data[(i % D) * ROWS + Math.floor(i / D)]!);

/** The factors with make-up: each value changed, the columns in another order, in single precision. */
const madeUp = (change: (value: number, row: number) => number) =>
  formatNpy(
    Float32Array.from(copies, (_, i) => change(copies[i - (i % D) + (((i % D) + 1) % D)]!, Math.floor(i / D))),
    [ROWS, D],
  );

test.each([
  ['collapsed', cellOf('zero.onnx', linearModel({ weights: scaledIdentity(D, 0) })), 'are all constant'],
  ['infinite', cellOf('huge.onnx', linearModel({ weights: scaledIdentity(D, 3e38) })), 'gives NaN or infinite codes'],
  [
    'of the batch',
    cellOf('batch.onnx', linearModel({ weights: scaledIdentity(D), nodes: CENTRING })),
    'for the same row in another batch',
  ],
  [
    'refused',
    cellOf('type.onnx', linearModel({ weights: scaledIdentity(D), nodes: RESHAPED })),
    'the runtime refuses it (This is an invalid model. Type Error',
  ],
  ['copied', cellOf('copy.npy', formatNpy(copies, [ROWS, D])), 'is factor 0 but for scale and shift'],
  [
    'an affine permutation',
    cellOf(
      'affine.npy',
      madeUp((value) => 3 - 0.7 * value),
    ),
    'column 4 gives factor 0 to within',
  ],
  [
    'noisy',
    cellOf(
      'noisy.npy',
      madeUp((value, row) => value + 1e-5 * ((row % 7) - 3)),
    ),
    'column 4 gives factor 0 to within',
  ],
  [
    'off in one row',
    cellOf(
      'row.npy',
      madeUp((value, row) => (row === 3 ? 9 : value)),
    ),
    'column 4 gives factor 0 to within',
  ],
  [
    'cubic',
    cellOf(
      'cubic.npy',
      madeUp((value) => value + 1e-3 * value * value * value),
    ),
    'column 4 gives factor 0 to within',
  ],
  ['short', cellOf('short.npy', formatNpy(copies.slice(D), [ROWS - 1, D])), 'has 299 rows'],
  ['another file', { ...sound, sha256: '0'.repeat(64) }, 'has SHA-256'],
])('codes that are %s are rejected with the reason', async (_name, cell, rule) => {
  await expect(measureCell(cell, FOLDER)).rejects.toThrow(rule);
});
