import type { RandomStream } from '../../../core/random/stream.ts';
import { numberOf, type NumberParameter } from '../../parameters.ts';
import { randomOrthonormal } from '../../random-orthonormal.ts';
import type { Decodability, Encoding } from '../../truth.ts';
import { forEachFactor, separateEncoding, type Geometry, type GeometrySetting } from '../geometry.ts';
import { encodeLinearly } from './linear-codes.ts';

const CONDITION_NUMBER: NumberParameter = {
  type: 'real',
  name: 'kappa',
  description: 'Condition number κ of the mixing matrix.',
  default: 10,
  minimum: 1,
};

/**
 * Random m × d matrix U·diag(s)·Vᵀ, m ≥ d: orthonormal U and V are uniform and independent, s falls linearly from 1 to 1/κ.
 *
 * @returns m rows of d entries
 */
export function drawConditionedMatrix(stream: RandomStream, m: number, d: number, conditionNumber: number): number[][] {
  const left = randomOrthonormal(stream.child('left'), d, m);
  const right = randomOrthonormal(stream.child('right'), d, d);
  const smallest = 1 / conditionNumber;
  const singularValues = Array.from({ length: d }, (_, k) => (d === 1 ? 1 : 1 - ((1 - smallest) * k) / (d - 1)));
  return Array.from({ length: m }, (_, i) =>
    Array.from({ length: d }, (_, j) => {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += left[k]![i]! * singularValues[k]! * right[k]![j]!;
      return sum;
    }),
  );
}

/** Encoding by a generic linear map of rank min(m, d). */
export function mixedLinearEncoding({ d, m, model }: GeometrySetting): Encoding {
  const finite = model.factors.every(({ levels }) => levels < Infinity);
  // Fewer codes than dimensions: a generic map still tells finitely many points apart, though not by an affine function.
  const decodability: Decodability = m >= model.linearRank ? 'affine' : finite ? 'function' : 'none';
  return separateEncoding(d, {
    recoveries: forEachFactor(d, 'none'),
    decodabilities: forEachFactor(d, decodability),
    duplicated: true,
    mixed: true,
  });
}

/** What differs between geometries that mix by a dense matrix. */
type LinearMixParts<Id extends string> = Pick<
  Geometry<Id>,
  'id' | 'title' | 'description' | 'codes' | 'reach' | 'defaultCodeCount' | 'findFaults'
>;

/** A geometry whose codes are mixed from all factors by a random matrix of condition number κ, one of the paper's. */
export function defineLinearMix<const Id extends string>(parts: LinearMixParts<Id>): Geometry<Id> {
  return {
    ...parts,
    relation: 'linear-entangled',
    paperTarget: 'entangled',
    inPaper: true,
    parameters: [CONDITION_NUMBER],
    describeEncoding: mixedLinearEncoding,
    encode: (factors, stream, { d, m, parameters }) =>
      encodeLinearly(factors, drawConditionedMatrix(stream.child('matrix'), m, d, numberOf(parameters, 'kappa'))),
  };
}
