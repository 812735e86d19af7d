import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { InputError } from '../../src/core/input-error.ts';
import { METRIC_KEYS, type MetricKey } from '../../src/metrics/catalogue.ts';
import { measure } from '../../src/metrics/measure.ts';
import type { MetricResult } from '../../src/metrics/metric.ts';
import { canonicalJson } from '../../src/registry/canonical-json.ts';
import { randomInputs, type RandomInput } from './random-inputs.ts';

type Results = Readonly<Partial<Record<MetricKey, MetricResult>>>;

/** Results, or the reason why there are none. */
function measureInput({ factors, codes }: RandomInput, seed: number): Results | string {
  try {
    return measure(factors, codes, { seed }).metrics;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

/**
 * SHA-256 of all that an engine makes of the first `count` random inputs: of their bytes under `inputs`, and of every score, part and
 * diagnostic under the metric's key.
 */
export function engineDigests(count: number): Record<string, string> {
  const names = ['inputs', ...METRIC_KEYS];
  const hashes = new Map(names.map((name) => [name, sha256.create()]));
  randomInputs(count).forEach((input, seed) => {
    for (const { data } of [input.factors, input.codes])
      hashes.get('inputs')!.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    const results = measureInput(input, seed);
    for (const key of METRIC_KEYS)
      hashes.get(key)!.update(utf8ToBytes(canonicalJson(typeof results === 'string' ? results : results[key])));
  });
  return Object.fromEntries(names.map((name) => [name, bytesToHex(hashes.get(name)!.digest())]));
}
