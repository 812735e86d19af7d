import { describe, expect, test } from 'vitest';
import { batchRows, encodeObservations, type EncodingRequest } from './encode.ts';
import { rerunBatches } from './rerun-plan.ts';
import type { Session } from './session.ts';

const WIDTH = 2;
const N = 2500;
const SEED = 'draw';

/** Row i is (2i, 2i + 1). */
function observe(start: number, end: number): Float32Array {
  return Float32Array.from({ length: (end - start) * WIDTH }, (_, i) => start * WIDTH + i);
}

/** A session that computes each row's codes from the row and its place in the batch. */
function session(
  codes: (row: Float32Array, place: number, rows: number) => readonly number[],
): Session & { readonly batches: number[] } {
  const batches: number[] = [];
  return {
    batches,
    async run(batch, rows) {
      batches.push(rows);
      const all = Array.from({ length: rows }, (_, i) => codes(batch.subarray(i * WIDTH, (i + 1) * WIDTH), i, rows));
      return Float32Array.from(all.flat());
    },
  };
}

const encode = async (session: Session, request: Partial<EncodingRequest> = {}) =>
  await encodeObservations({ session, observe, shape: [WIDTH], n: N, seed: SEED, ...request });

test('rows are encoded in order, in fixed batches, then some of them again in others', async () => {
  const encoder = session(([a, b]) => [a! + b!, a!, b!]);
  const done: number[] = [];
  const { codes, m } = await encode(encoder, { onProgress: (rows) => done.push(rows) });
  expect(m).toBe(3);
  expect(codes).toHaveLength(3 * N);
  expect([...codes.subarray(3 * (N - 1))]).toEqual([4 * N - 3, 2 * N - 2, 2 * N - 1]);
  expect(encoder.batches).toEqual([1000, 1000, 500, ...rerunBatches(SEED, N, 1000).map(({ length }) => length)]);
  expect(done).toEqual([1000, 2000, 2500]);
});

test('few rows are run again as well', async () => {
  const encoder = session(([a]) => [a!]);
  await encode(encoder, { n: 5 });
  expect(encoder.batches).toEqual([5, ...rerunBatches(SEED, 5, 1000).map(({ length }) => length)]);
});

test('what the runtime rounds otherwise in another batch is no dependence', async () => {
  const encoder = session(([a], _place, rows) => [Math.fround(a! * (1 + (rows % 7) * 1e-7)), rows === 1 ? -0 : 0]);
  await expect(encode(encoder)).resolves.toMatchObject({ m: 2 });
});

test('batches are bounded in rows and in values', () => {
  expect([5, 1000, 64 * 64, 2_000_000].map(batchRows)).toEqual([1000, 1000, 244, 1]);
});

describe('an encoder that breaks its contract is rejected', () => {
  test.each([
    ['the place in the batch', session(([a], place) => [a! + place])],
    ['the size of the batch', session(([a], _place, rows) => [a! / rows])],
    [
      'the size of the batch, at most places of a full one alone',
      session(([a], place, rows) => [rows === 1000 && place % 16 ? -a! : a!]),
    ],
    ['more than rounding', session(([a], _place, rows) => [a!, rows === 1000 ? 1 : 1.0001])],
    ['whether there are others', session(([a], _place, rows) => [a!, rows === 1 ? 1e-30 : 0])],
  ])('codes depend on %s', async (_name, encoder) => {
    await expect(encode(encoder)).rejects.toThrow('gives other codes for the same row in another batch');
  });

  test('infinite codes', async () => {
    await expect(encode(session(([a]) => [1 / (a! - 4000)]))).rejects.toThrow('NaN or infinite');
  });

  test('a number of codes that is not fixed', async () => {
    const encoder: Session = { run: async (_batch, rows) => new Float32Array(rows === 500 ? 3 * rows : 2 * rows) };
    await expect(encode(encoder)).rejects.toThrow('gives 1500 values for 500 rows');
  });
});

test('a run is cancelled by throwing from the progress callback', async () => {
  const encoder = session(([a]) => [a!]);
  const cancel = () => {
    throw new Error('cancelled');
  };
  await expect(encode(encoder, { onProgress: cancel })).rejects.toThrow('cancelled');
  expect(encoder.batches).toEqual([1000]);
});
