import { allFinite } from '../core/all-finite.ts';
import { InputError } from '../core/input-error.ts';
import type { LazyDraw } from '../suite/tracks/track.ts';
import { rerunBatches } from './rerun-plan.ts';
import type { Session } from './session.ts';

/** Rows of one batch where observations are small. */
const MAXIMUM_BATCH_ROWS = 1000;
/** Values of one batch where observations are large (images): bounds the runtime's memory. */
const MAXIMUM_BATCH_VALUES = 1_000_000;

/** What an encoder makes of n observations. */
export interface Encoding {
  /** n × m in C order. */
  readonly codes: Float32Array;
  readonly m: number;
}

/** Rows of a batch: depends on the observation's size alone, so that every host cuts the same batches. */
export function batchRows(valuesPerRow: number): number {
  return Math.max(1, Math.min(MAXIMUM_BATCH_ROWS, Math.floor(MAXIMUM_BATCH_VALUES / valuesPerRow)));
}

function reject(rule: string, fix: string): never {
  throw new InputError({ path: 'encoder', rule, fix });
}

function product(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

/**
 * How many codes each row of a batch has.
 *
 * @param known of the batches before, if any
 * @throws InputError where the values are no such codes
 */
export function readBatch(batch: Float32Array, rows: number, known?: number): number {
  const m = known ?? batch.length / rows;
  if (!Number.isInteger(m) || m < 1 || batch.length !== rows * m) {
    reject(`gives ${batch.length} values for ${rows} rows`, 'give codes of shape [batch, m]');
  }
  if (!allFinite(batch)) reject('gives NaN or infinite codes', 'check the weights and the range of the activations');
  return m;
}

/** What is encoded, and what the re-run is drawn from. */
export interface EncodingRequest {
  readonly session: Session;
  /** Makes observations of the given shape for a run of the n rows. */
  readonly observe: LazyDraw['observe'];
  /** Of one observation. */
  readonly shape: readonly number[];
  readonly n: number;
  /** Seed of the draw. */
  readonly seed: string;
  /** Called with the number of rows done; cancels the run by throwing. */
  readonly onProgress?: ((rows: number) => void) | undefined;
}

/** Observations of some rows, one after the other. */
export function gatherRows(observe: LazyDraw['observe'], rows: readonly number[], width: number): Float32Array {
  const input = new Float32Array(rows.length * width);
  rows.forEach((row, i) => input.set(observe(row, row + 1), i * width));
  return input;
}

/**
 * Differences of a code between batches that are rounding: the runtime orders some sums (means over the middle axes of a picture,
 * Einsum) by the size of the batch. Measured: up to a few units in the last place. That rows do not read one another is proved of the
 * graph before anything runs.
 */
const ROUNDING = 1e-5;

/** The largest magnitude of each column of the codes. */
function columnScales({ codes, m }: Encoding): Float64Array {
  const scales = new Float64Array(m);
  for (let i = 0; i < codes.length; i++) scales[i % m] = Math.max(scales[i % m]!, Math.abs(codes[i]!));
  return scales;
}

async function rerun({ session, observe, shape, n, seed }: EncodingRequest, { codes, m }: Encoding): Promise<void> {
  const width = product(shape);
  const scales = columnScales({ codes, m });
  for (const rows of rerunBatches(seed, n, batchRows(width))) {
    const again = await session.run(gatherRows(observe, rows, width), rows.length);
    const same = rows.every((row, i) => {
      for (let j = 0; j < m; j++) if (!(Math.abs(again[i * m + j]! - codes[row * m + j]!) <= ROUNDING * scales[j]!)) return false;
      return true;
    });
    if (!same) {
      reject(
        'gives other codes for the same row in another batch',
        'make it a function of one observation (no statistics of the batch)',
      );
    }
  }
}

/**
 * Runs an encoder over n observations in fixed batches, then some rows again in others (`rerunBatches`), which must give the same codes
 * but for rounding.
 *
 * @throws InputError where the codes are not n × m, not finite, or depend on the batch
 */
export async function encodeObservations(request: EncodingRequest): Promise<Encoding> {
  const { session, observe, shape, n, onProgress } = request;
  const size = batchRows(product(shape));
  let encoding: Encoding | undefined;
  for (let start = 0; start < n; start += size) {
    const rows = Math.min(size, n - start);
    const batch = await session.run(observe(start, start + rows), rows);
    const m = readBatch(batch, rows, encoding?.m);
    encoding ??= { codes: new Float32Array(n * m), m };
    encoding.codes.set(batch, start * m);
    onProgress?.(start + rows);
  }
  if (!encoding) reject('has nothing to encode', 'ask for at least one row');
  await rerun(request, encoding);
  return encoding;
}
