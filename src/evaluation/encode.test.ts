import { describe, expect, test } from 'vitest';
import { batchRows, encodeObservations } from './encode.ts';
import type { Session } from './session.ts';

const WIDTH = 2;
const N = 2500;

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

test('rows are encoded in order, in fixed batches, then 256 of them again', async () => {
  const encoder = session(([a, b]) => [a! + b!, a!, b!]);
  const done: number[] = [];
  const { codes, m } = await encodeObservations(encoder, observe, [WIDTH], N, (rows) => done.push(rows));
  expect(m).toBe(3);
  expect(codes).toHaveLength(3 * N);
  expect([...codes.subarray(3 * (N - 1))]).toEqual([4 * N - 3, 2 * N - 2, 2 * N - 1]);
  expect(encoder.batches).toEqual([1000, 1000, 500, 1, 7, 248]);
  expect(done).toEqual([1000, 2000, 2500]);
});

test('few rows are run again as well', async () => {
  const encoder = session(([a]) => [a!]);
  await encodeObservations(encoder, observe, [WIDTH], 5);
  expect(encoder.batches).toEqual([5, 1, 4]);
});

test('batches are bounded in rows and in values', () => {
  expect([5, 1000, 64 * 64, 2_000_000].map(batchRows)).toEqual([1000, 1000, 244, 1]);
});

describe('an encoder that breaks its contract is rejected', () => {
  const encode = async (encoder: Session) => await encodeObservations(encoder, observe, [WIDTH], N);

  test.each([
    ['the place in the batch', session(([a], place) => [a! + place])],
    ['the size of the batch', session(([a], _place, rows) => [a! / rows])],
    ['the last bit', session(([a], _place, rows) => [a! === 0 && rows === 1 ? -0 : a!])],
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
  await expect(encodeObservations(encoder, observe, [WIDTH], N, cancel)).rejects.toThrow('cancelled');
  expect(encoder.batches).toEqual([1000]);
});
