import { column, selectRows, zeros, type Matrix } from '../../core/matrix.ts';
import type { RandomStream } from '../../core/random/stream.ts';
import { randomOrthonormal } from '../../suite/random-orthonormal.ts';
import type { ValidityPredicate } from './draw-truth.ts';

export type FloorFamilyId = 'shuffled' | 'signed' | 'non-negative' | 'sparse' | 'rotation' | 'network';

/** Codes that recover nothing, made from someone's own factors. */
export interface FloorFamily {
  readonly id: FloorFamilyId;
  /** As in a sentence: "… that recover nothing score up to". */
  readonly words: string;
  /**
   * @param factors n × d, standardised
   * @param codes the submitted ones, n × m
   */
  draw(factors: Matrix, codes: Matrix, stream: RandomStream): Matrix;
}

/** Codes from weights that are drawn code by code, so that the first codes do not depend on how many there are. */
function mixtures(factors: Matrix, m: number, stream: RandomStream, weight: (own: RandomStream) => number[]): Matrix {
  const codes = zeros(factors.rows, m);
  for (let i = 0; i < m; i++) {
    const code = column(codes, i);
    weight(stream.child('code', i)).forEach((value, j) => {
      if (value === 0) return;
      const factor = column(factors, j);
      for (let k = 0; k < code.length; k++) code[k]! += value * factor[k]!;
    });
  }
  return codes;
}

function normals(count: number, stream: RandomStream): number[] {
  return Array.from({ length: count }, () => stream.normal());
}

/** Of weights within one magnitude, so that no code is nearly a copy of one factor: with heavier tails many codes are, and those recover. */
const SPARSE_WEIGHTS = { low: 0.5, high: 1.5 };
const SPARSE_FACTORS = 3;
/** Hidden units of the random network for each factor. */
const HIDDEN = 4;

const shuffled: FloorFamily = {
  id: 'shuffled',
  words: 'your codes, with their rows shuffled,',
  draw: (_, codes, stream) => selectRows(codes, stream.permutation(codes.rows)),
};

const signed: FloorFamily = {
  id: 'signed',
  words: 'random mixtures',
  draw: (factors, { columns: m }, stream) => mixtures(factors, m, stream, (own) => normals(factors.columns, own)),
};

const nonNegative: FloorFamily = {
  id: 'non-negative',
  words: 'random mixtures with weights of one sign',
  draw: (factors, { columns: m }, stream) => mixtures(factors, m, stream, (own) => normals(factors.columns, own).map(Math.abs)),
};

const sparse: FloorFamily = {
  id: 'sparse',
  words: 'random mixtures of three factors each',
  draw: (factors, { columns: m }, stream) =>
    mixtures(factors, m, stream, (own) => {
      const chosen = own.child('factors').choice(factors.columns, Math.min(SPARSE_FACTORS, factors.columns));
      const weights = Array.from({ length: factors.columns }, () => 0);
      for (const j of chosen) weights[j] = SPARSE_WEIGHTS.low + (SPARSE_WEIGHTS.high - SPARSE_WEIGHTS.low) * own.uniform();
      return weights;
    }),
};

const rotation: FloorFamily = {
  id: 'rotation',
  words: 'random rotations',
  draw(factors, { columns: m }, stream) {
    const rows = randomOrthonormal(stream, m, factors.columns);
    return mixtures(factors, m, stream, (own) => rows[own.name.at(-1) as number]!);
  },
};

const network: FloorFamily = {
  id: 'network',
  words: 'random networks',
  draw(factors, { columns: m }, stream) {
    const hidden = mixtures(factors, HIDDEN * factors.columns, stream.child('hidden'), (own) => normals(factors.columns, own));
    for (let k = 0; k < hidden.data.length; k++) hidden.data[k] = Math.max(0, hidden.data[k]!);
    return mixtures(hidden, m, stream.child('output'), (own) => normals(hidden.columns, own));
  },
};

const LINEAR_IS_INSIDE: readonly ValidityPredicate[] = ['affinely-decodable', 'linear-explicit', 'explicit-given-informed'];
const ANY_MAP_IS_INSIDE: readonly ValidityPredicate[] = ['informative', 'block'];

/** The families that recover nothing under the predicates, worst cases of a reader's own factors with as many codes. */
export function floorFamilies(predicates: readonly ValidityPredicate[], d: number, m: number): readonly FloorFamily[] {
  if (d < 2 || predicates.every((predicate) => ANY_MAP_IS_INSIDE.includes(predicate))) return [shuffled];
  if (predicates.every((predicate) => LINEAR_IS_INSIDE.includes(predicate))) return [shuffled, network];
  if (predicates.includes('isometric')) return [shuffled, nonNegative, sparse, network];
  // Rotations exist for as many codes as factors, and there they score more than signed mixtures.
  return [shuffled, m === d ? rotation : signed, nonNegative, sparse, network];
}
