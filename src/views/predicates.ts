import type { Predicate } from '../metrics/catalogue.ts';
import type { EquivalenceClass } from '../suite/tracks/track.ts';
import { formatList } from './format.ts';

/** What each property means of the codes, in a few words. */
const PREDICATES: Readonly<Record<Predicate, string>> = {
  'affine-elementwise': 'each factor is an affine function of its own code',
  'monotone-elementwise': 'each factor is a monotone function of its own code',
  elementwise: 'each factor is an injective function of its own code',
  'affinely-decodable': 'the factors are one affine map of the codes',
  modular: 'each code reads at most one factor',
  compact: 'each factor sits in one code',
  informative: 'the factors can be predicted from the codes',
  'linear-explicit': 'a linear classifier predicts the factors from the codes',
  block: 'each declared block of factors is recovered up to an invertible map',
  'measurement-structure': 'the codes depend on the factors as declared',
};

/** What "recovered" allows, in a few words. */
export const EQUIVALENCE_CLASSES: Readonly<Record<EquivalenceClass, string>> = {
  'affine-elementwise': 'recovered up to order, sign, scale and shift',
  'monotone-elementwise': 'recovered up to order and a monotone map of each factor',
  elementwise: 'recovered up to order and an invertible map of each factor',
  block: 'recovered up to an invertible map within each block',
  affine: 'recovered up to one affine map',
};

/** Several properties in one clause. */
export function describePredicates(predicates: readonly Predicate[]): string {
  return formatList(predicates.map((predicate) => PREDICATES[predicate]));
}
