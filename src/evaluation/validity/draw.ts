import { selectRows, type Matrix } from '../../core/matrix.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { encode, type CodeModel } from './code-model.ts';
import { VALIDITY_DOMAIN, type Law } from './law.ts';
import type { Dressing, Sampler } from './sampler.ts';

/** Where codes are compared: kinds are never compared across strata. */
export interface Stratum {
  readonly law: Law;
  readonly n: number;
  readonly m: number;
}

/** Where there are no further codes, what they would be makes no difference, and the draws are shared. */
export function effectiveDressing({ law, m }: Stratum, dressing: Dressing): Dressing {
  return m > law.d ? dressing : { ...dressing, surplus: 'copies' };
}

function encoderStream(seed: number | string, sampler: Sampler): RandomStream {
  return new RandomStream(VALIDITY_DOMAIN, seed, 'encoder', sampler.id);
}

/** The encoder of one draw, or null where the sampler has none here. */
export function drawEncoder(stratum: Stratum, sampler: Sampler, dressing: Dressing, seed: number | string): CodeModel | null {
  const { law, m } = stratum;
  return sampler.draw({ law, m, dressing: effectiveDressing(stratum, dressing) }, encoderStream(seed, sampler));
}

function codesOf(model: CodeModel, { law, n }: Stratum, factors: Matrix, seed: number | string, stream: RandomStream): Matrix {
  if (model.form !== 'unrelated') return encode(model, law.standardise(factors), stream);
  const other = model.by === 'permutation' ? factors : law.draw(`${seed}/other`, n);
  const codes = codesOf(model.inner, { law, n, m: 0 }, other, seed, stream);
  return model.by === 'permutation' ? selectRows(codes, stream.child('rows').permutation(n)) : codes;
}

/** Factors, codes and encoder of one draw. */
export interface Draw {
  readonly factors: Matrix;
  readonly codes: Matrix;
  readonly model: CodeModel;
}

/**
 * One draw: factors that depend on law, n and seed alone, so that equal seeds pair across kinds, and codes of an encoder that depends on sampler,
 * seed, d and m alone.
 *
 * @returns null where the sampler has no encoder here
 */
export function drawCodes(stratum: Stratum, sampler: Sampler, dressing: Dressing, seed: number | string): Draw | null {
  const model = drawEncoder(stratum, sampler, dressing, seed);
  if (model === null) return null;
  const factors = stratum.law.draw(seed, stratum.n);
  return { factors, codes: codesOf(model, stratum, factors, seed, encoderStream(seed, sampler)), model };
}
