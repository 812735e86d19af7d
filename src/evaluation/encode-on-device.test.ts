import { describe, expect, test } from 'vitest';
import { DEVICE_TOLERANCE, encodeOnDevice, REFERENCE_ROWS, type DeviceEncodingRequest } from './encode-on-device.ts';
import { rerunBatches } from './rerun-plan.ts';
import { OutOfDeviceMemory, type Session } from './session.ts';

const N = 3000;

/** Row i is the number i. */
const observe = (start: number, end: number) => Float32Array.from({ length: end - start }, (_, i) => start + i);

type Deviate = (row: number, code: number) => number;

/** Codes are the row divided by N, and its negative; `deviate` adds to them. */
function session(deviate: Deviate = () => 0, mostRows = Infinity): Session & { readonly batches: number[] } {
  const batches: number[] = [];
  return {
    batches,
    async run(batch, rows) {
      batches.push(rows);
      if (rows > mostRows) throw new OutOfDeviceMemory();
      return Float32Array.from([...batch].flatMap((row) => [row / N + deviate(row, 0), deviate(row, 1) - row / N]));
    },
  };
}

const encode = async (device: Session, request: Partial<DeviceEncodingRequest> = {}) =>
  await encodeOnDevice({
    reference: session(),
    device,
    name: 'test',
    observe,
    shape: [1],
    n: N,
    seed: 'test',
    batch: 1024,
    ...request,
  });

test('a device that agrees gives all codes; the reference encodes the first rows and some others', async () => {
  const device = session();
  const reference = session();
  const { codes, m, batch, referenceCodes, comparedRows, worst } = await encode(device, { reference });
  expect([m, batch, codes.length]).toEqual([2, 1024, 2 * N]);
  expect(device.batches).toEqual([1024, 1024, 952]);
  // The first rows with their contract's re-run, then those of the rest.
  const [first, ...others] = reference.batches;
  expect([first, others.at(-1)]).toEqual([REFERENCE_ROWS, comparedRows - REFERENCE_ROWS]);
  expect(others.slice(0, -1)).toEqual(rerunBatches('test', REFERENCE_ROWS, REFERENCE_ROWS).map(({ length }) => length));
  expect(comparedRows).toBeGreaterThan(REFERENCE_ROWS + 100);
  expect(referenceCodes).toEqual(codes.slice(0, 2 * REFERENCE_ROWS));
  expect(worst.difference).toBe(0);
});

test('a difference within the tolerance is told, with the sample that has it', async () => {
  const device = session((row, code) => (row === 17 && code === 1 ? DEVICE_TOLERANCE / 2 : 0));
  const { worst, codes } = await encode(device);
  expect(worst).toMatchObject({ row: 17, code: 1, reference: Math.fround(-17 / N), device: codes[35] });
  expect(worst.difference).toBe(Math.abs(worst.device - worst.reference));
  expect(worst.difference).toBeGreaterThan(DEVICE_TOLERANCE / 4);
});

describe('a difference beyond the tolerance is refused, and the worst sample is named', () => {
  test('among the first rows', async () => {
    const device = session((row, code) => (row === 400 ? 0.001 : 0) + (row === 600 && code === 1 ? 0.25 : 0));
    await expect(encode(device)).rejects.toThrow(
      /^encoder: differs on test by 0\.250 from the reference, more than 0\.00001: row 600, code 1 is -0\.20000000298023224 on wasm and 0\.05000000\d* on test; /,
    );
  });

  test('in a later batch alone', async () => {
    const device = session((row) => (row >= 2048 ? 2 * DEVICE_TOLERANCE : 0));
    await expect(encode(device)).rejects.toThrow(/row 2\d\d\d, code [01] is .* on wasm and .* on test/);
  });

  test('of a number of codes', async () => {
    const device: Session = { run: async (_batch, rows) => new Float32Array(3 * rows) };
    await expect(encode(device)).rejects.toThrow('gives 2 codes on wasm and 3 on test');
  });

  test('of a value that is no number', async () => {
    await expect(encode(session((row) => (row === 2999 ? NaN : 0)))).rejects.toThrow('gives NaN or infinite codes');
  });
});

test('batches are halved until the device has memory for them', async () => {
  const device = session(undefined, 300);
  const { batch, codes } = await encode(device);
  expect(device.batches.slice(0, 4)).toEqual([1024, 512, 256, 256]);
  expect(batch).toBe(256);
  expect(codes[2 * N - 2]).toBe(Math.fround((N - 1) / N));
  await expect(encode(session(undefined, 0))).rejects.toThrow('encoder: needs more memory for one row than test gives');
});

test('another failure of the device is not taken for a lack of memory', async () => {
  const device: Session = { run: async () => Promise.reject(new Error('lost')) };
  await expect(encode(device)).rejects.toThrow('lost');
});
