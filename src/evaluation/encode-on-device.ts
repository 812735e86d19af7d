import { InputError } from '../core/input-error.ts';
import type { LazyDraw } from '../suite/tracks/track.ts';
import { batchRows, encodeObservations, gatherRows, readBatch, type Encoding } from './encode.ts';
import { spotRows } from './rerun-plan.ts';
import { OutOfDeviceMemory, type Session } from './session.ts';

/** Largest difference of a code on a device from the reference's; the worst seen of sound devices is a fifth of it. */
export const DEVICE_TOLERANCE = 1e-5;
/** Rows at the start of a draw that the reference encodes as well, and whose codes' digest is kept. */
export const REFERENCE_ROWS = 1000;
/** Rows of the whole draw that the reference encodes beside them, as far as they lie behind them. */
const SPOT_ROWS = 256;
const DIFFERENCE_DIGITS = 3;

/** The code that differs most. */
export interface WorstSample {
  readonly row: number;
  readonly code: number;
  readonly reference: number;
  readonly device: number;
  readonly difference: number;
}

/** What a device made of n observations, held against the reference. */
export interface DeviceEncoding extends Encoding {
  /** Rows of a batch that the device had memory for. */
  readonly batch: number;
  /** The reference's codes of the first rows, at most `REFERENCE_ROWS`. */
  readonly referenceCodes: Float32Array;
  /** Rows that were compared: the first ones, and some spread over the rest. */
  readonly comparedRows: number;
  readonly worst: WorstSample;
}

export interface DeviceEncodingRequest {
  readonly reference: Session;
  readonly device: Session;
  /** How messages name the device. */
  readonly name: string;
  /** Makes observations of the given shape for a run of the n rows. */
  readonly observe: LazyDraw['observe'];
  readonly shape: readonly number[];
  readonly n: number;
  /** Seed of the draw. */
  readonly seed: string;
  /** Rows of a batch; halved where the device has no memory for so many. */
  readonly batch: number;
}

async function encodeAll({ device, observe, n, batch, name }: DeviceEncodingRequest): Promise<Encoding & { batch: number }> {
  let size = Math.min(batch, n);
  let encoding: Encoding | undefined;
  for (let start = 0; start < n;) {
    const rows = Math.min(size, n - start);
    let codes: Float32Array;
    try {
      codes = await device.run(observe(start, start + rows), rows);
    } catch (error) {
      if (!(error instanceof OutOfDeviceMemory)) throw error;
      if (rows === 1) {
        const fix = 'evaluate with --device wasm, or on a device with more memory';
        throw new InputError({ path: 'encoder', rule: `needs more memory for one row than ${name} gives`, fix });
      }
      size = Math.ceil(rows / 2);
      continue;
    }
    const m = readBatch(codes, rows, encoding?.m);
    encoding ??= { codes: new Float32Array(n * m), m };
    encoding.codes.set(codes, start * m);
    start += rows;
  }
  return { ...encoding!, batch: size };
}

/** The reference's codes of some rows. */
async function encodeSome(
  { reference, observe, shape }: DeviceEncodingRequest,
  rows: readonly number[],
): Promise<Float32Array[]> {
  const width = shape.reduce((size, length) => size * length, 1);
  const size = batchRows(width);
  const found: Float32Array[] = [];
  for (let start = 0; start < rows.length; start += size) {
    const chosen = rows.slice(start, start + size);
    const codes = await reference.run(gatherRows(observe, chosen, width), chosen.length);
    const m = readBatch(codes, chosen.length);
    chosen.forEach((_, i) => found.push(codes.subarray(i * m, (i + 1) * m)));
  }
  return found;
}

function refuse(name: string, { row, code, reference, device, difference }: WorstSample): never {
  const rule =
    `differs on ${name} by ${difference.toPrecision(DIFFERENCE_DIGITS)} from the reference, more than ${DEVICE_TOLERANCE}: ` +
    `row ${row}, code ${code} is ${reference} on wasm and ${device} on ${name}`;
  throw new InputError({ path: 'encoder', rule, fix: 'evaluate with --device wasm, or try another driver' });
}

/**
 * Runs an encoder over n observations on a device, and over some of them on the reference runtime, which also checks that the codes do
 * not depend on the batch. The device's codes may differ from the reference's by `DEVICE_TOLERANCE`, since it sums in another order.
 *
 * @throws InputError where the encoder breaks its contract, or the device differs by more; it names the worst sample
 */
export async function encodeOnDevice(request: DeviceEncodingRequest): Promise<DeviceEncoding> {
  const { reference, observe, shape, n, seed, name } = request;
  const first = Math.min(n, REFERENCE_ROWS);
  const { codes: referenceCodes, m } = await encodeObservations({ session: reference, observe, shape, n: first, seed });
  const encoding = await encodeAll(request);
  if (encoding.m !== m) {
    const fix = 'evaluate with --device wasm, or try another driver';
    throw new InputError({ path: 'encoder', rule: `gives ${m} codes on wasm and ${encoding.m} on ${name}`, fix });
  }
  const later = spotRows(seed, n, SPOT_ROWS).filter((row) => row >= first);
  const ofLater = await encodeSome(request, later);
  const compared = [
    ...Array.from({ length: first }, (_, row) => ({ row, expected: referenceCodes.subarray(row * m, (row + 1) * m) })),
    ...later.map((row, i) => ({ row, expected: ofLater[i]! })),
  ];
  let worst: WorstSample = { row: 0, code: 0, reference: referenceCodes[0]!, device: encoding.codes[0]!, difference: 0 };
  for (const { row, expected } of compared) {
    expected.forEach((value, code) => {
      const device = encoding.codes[row * m + code]!;
      const difference = Math.abs(device - value);
      if (difference > worst.difference) worst = { row, code, reference: value, device, difference };
    });
  }
  if (worst.difference > DEVICE_TOLERANCE) refuse(name, worst);
  return { ...encoding, referenceCodes, comparedRows: compared.length, worst };
}
