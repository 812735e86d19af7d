import { RandomStream } from '../../core/random/stream.ts';
import { standardDeviation } from './continuous-rows.ts';

/** Pairs of rows through which a line is laid: with a quarter of the rows copied, one pair in sixteen consists of copies. */
const TRIALS = 96;
/** Rows on which a line is tried. */
const SAMPLE = 600;
/** A copy in single precision is that near to its line, in standard deviations of the factor. */
const TOLERANCE = 1e-5;

/**
 * The largest share of rows in which a code is one affine function of a factor, to single precision: a copy in some rows, whatever the
 * others hold. Honest codes are on any line by chance, in less than a hundredth of the rows.
 *
 * @param code and factor of the same rows, the factor's values distinct
 */
export function copiedShare(code: Float64Array, factor: Float64Array): number {
  const n = code.length;
  const tolerance = TOLERANCE * standardDeviation(factor);
  const stream = new RandomStream('custodes/published-factors', 'copied-share', n);
  const sample = n <= SAMPLE ? Array.from(code.keys()) : Array.from({ length: SAMPLE }, () => stream.below(n));
  let most = 0;
  for (let trial = 0; trial < TRIALS; trial++) {
    const [a, b] = [stream.below(n), stream.below(n)];
    const slope = (factor[b]! - factor[a]!) / (code[b]! - code[a]!);
    if (!Number.isFinite(slope) || slope === 0) continue;
    const height = factor[a]! - slope * code[a]!;
    let onLine = 0;
    for (const row of sample) if (Math.abs(factor[row]! - height - slope * code[row]!) <= tolerance) onLine++;
    most = Math.max(most, onLine);
  }
  return most / sample.length;
}
