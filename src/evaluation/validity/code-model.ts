import { column, zeros, type Matrix } from '../../core/matrix.ts';
import type { RandomStream } from '../../core/random/stream.ts';

/** Codes that are linear in the standardised factors, plus noise: c = A z + shift + σ ε. */
export interface LinearModel {
  readonly form: 'linear';
  /** m rows of d entries. */
  readonly weights: readonly (readonly number[])[];
  /** Deviation of each code's own normal noise. */
  readonly noise: readonly number[];
  readonly shifts?: readonly number[];
}

/** A code that is a function of one standardised factor. */
export interface ScalarCode {
  readonly source: number;
  apply(z: number): number;
  /** What is given back of the factor: its order, its value, or not all of it. */
  readonly form: 'monotone' | 'injective' | 'folding';
}

/** Each code a function of one factor, or noise where there is none. */
export interface ElementwiseModel {
  readonly form: 'elementwise';
  readonly codes: readonly (ScalarCode | null)[];
}

/** Each code any function of all standardised factors, without noise. */
export interface NetworkModel {
  readonly form: 'network';
  readonly m: number;
  apply(standardised: Matrix): Matrix;
  /** Whether the factors can be computed from the codes. */
  readonly injective: boolean;
}

/** Codes that say nothing of the factors: those of `inner` for other rows, or for other factors of the same law. */
export interface UnrelatedModel {
  readonly form: 'unrelated';
  readonly inner: CodeModel;
  readonly by: 'permutation' | 'other-factors';
}

/** An encoder drawn from a sampler: what its codes are, with nothing left to chance but noise. */
export type CodeModel = LinearModel | ElementwiseModel | NetworkModel | UnrelatedModel;

/** Codes of standardised factors. @param stream of noise: nothing else is drawn */
export function encode(model: Exclude<CodeModel, UnrelatedModel>, standardised: Matrix, stream: RandomStream): Matrix {
  switch (model.form) {
    case 'linear':
      return encodeLinear(model, standardised, stream);
    case 'elementwise':
      return encodeElementwise(model, standardised, stream);
    case 'network':
      return model.apply(standardised);
  }
}

function encodeLinear({ weights, noise, shifts }: LinearModel, factors: Matrix, stream: RandomStream): Matrix {
  const codes = zeros(factors.rows, weights.length);
  weights.forEach((row, i) => {
    const code = column(codes, i);
    row.forEach((weight, j) => {
      if (weight === 0) return;
      const factor = column(factors, j);
      for (let k = 0; k < code.length; k++) code[k]! += weight * factor[k]!;
    });
    const own = stream.child('noise', i);
    if (noise[i] !== 0) for (let k = 0; k < code.length; k++) code[k]! += noise[i]! * own.normal();
    const shift = shifts?.[i] ?? 0;
    if (shift !== 0) for (let k = 0; k < code.length; k++) code[k]! += shift;
  });
  return codes;
}

function encodeElementwise({ codes: scalars }: ElementwiseModel, factors: Matrix, stream: RandomStream): Matrix {
  const codes = zeros(factors.rows, scalars.length);
  scalars.forEach((scalar, i) => {
    const code = column(codes, i);
    if (scalar === null) {
      stream.child('noise', i).fillNormal(code);
      return;
    }
    const factor = column(factors, scalar.source);
    for (let k = 0; k < code.length; k++) code[k] = scalar.apply(factor[k]!);
  });
  return codes;
}
