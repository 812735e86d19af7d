import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fromRowMajor, type Matrix } from '../../src/core/matrix.ts';
import { encodeObservations } from '../../src/evaluation/encode.ts';
import { assertOwnCodes } from '../../src/evaluation/published-factors/assert-own-codes.ts';
import { drawSeed, PUBLIC_DRAW } from '../../src/registry/draw-seed.ts';
import { createOnnxSession } from '../../src/runtime/node/onnx-session.ts';
import { findTrack } from '../../src/suite/tracks/catalogue.ts';
import { drawRows } from '../../src/suite/tracks/draw-rows.ts';
import type { LazyDraw } from '../../src/suite/tracks/track.ts';

/** What a committed encoder gives for the public draw of the first instance, as its author would submit it. */
async function codesOf(trackId: string, model: string): Promise<{ draw: LazyDraw; codes: Matrix }> {
  const track = findTrack(trackId);
  const instance = track.createInstance(0, 'main');
  const name = { commit: PUBLIC_DRAW, root: { draw: '' }, track: trackId, variant: 'main', instance: 0 } as const;
  const [seed, n] = [drawSeed(name), track.evaluationRows];
  const draw = drawRows(instance, seed, n);
  const session = await createOnnxSession(Uint8Array.from(readFileSync(`submissions/${model}`)), instance.observationShape);
  const request = { session, observe: draw.observe, shape: instance.observationShape, n, seed };
  const { codes, m } = await encodeObservations(request);
  await session.release();
  return { draw, codes: fromRowMajor(codes, n, m) };
}

test.each([
  // The nearest to the factors of all that were trained without labels.
  ['linear-ica', 'fastica/1/linear-ica-main-00-seed-0.onnx'],
  ['linear-ica', 'infomax/1/linear-ica-main-00-seed-0.onnx'],
  ['linear-ica', 'pca/1/linear-ica-main-00-seed-0.onnx'],
  // The nearest of all on a track whose observations are no linear map of the factors, with labels.
  ['contrastive-box', 'supervised-mlp/1/contrastive-box-main-00-seed-0.onnx'],
  ['contrastive-box', 'infonce-l1/1/contrastive-box-main-00-seed-0.onnx'],
])('on %s the codes of %s could be submitted without their encoder', async (track, model) => {
  const { draw, codes } = await codesOf(track, model);
  expect(() => assertOwnCodes(draw, codes)).not.toThrow();
});

test('codes of an encoder that was given the answer could not', async () => {
  const { draw, codes } = await codesOf('linear-ica', 'oracle/1/linear-ica-main-00-seed-0.onnx');
  expect(() => assertOwnCodes(draw, codes)).toThrow('submit the encoder as ONNX');
});
