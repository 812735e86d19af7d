import Type from 'typebox';
import type { TypeOf } from '../../core/documents/define-document.ts';
import { choice, closed } from '../../core/documents/shapes.ts';

const geometry = choice(
  [
    'elementwise-affine',
    'elementwise-monotone',
    'elementwise-nonlinear',
    'groups',
    'block',
    'linear-entangled',
    'nonlinear-entangled',
    'noisy',
    'null',
    'ambiguous',
  ],
  'Where the codes lie in the taxonomy of encoder geometries.',
);

const dimension = choice(
  ['under', 'matched', 'over', null],
  'Fewer, as many or more codes that depend on a factor than there are factors; null where no code depends on a factor.',
);

/** Evidence is the least or most of any code that depends on a factor. @param what the share is of */
function share(what: string) {
  return Type.Unsafe<number | null>({
    description: `${what}; null where no code depends on a factor.`,
    type: ['number', 'null'],
    minimum: 0,
    // A share of 1 may be rounded up.
    maximum: 1.000001,
  });
}

export const diagnosis = closed(
  {
    geometry,
    dimension,
    confidence: Type.Number({
      description:
        'From 0, on a threshold, to 1: every quantity that decided is at least four times above or below its threshold.',
      minimum: 0,
      maximum: 1,
    }),
    dependent_codes: Type.Integer({
      description: 'Codes that depend on some factor: tests of every pair, family-wise error 0.001.',
      minimum: 0,
      maximum: 4096,
    }),
    factors_read: Type.Integer({ description: 'Factors that some code reads.', minimum: 0 }),
    affine: share('Least squared correlation of a code with its own factor'),
    monotone: share("Least share of the variance of a code's ranks from a monotone function of its own factor"),
    own: share("Least share of the variance of a code's ranks from any function of its own factor"),
    leak: share("Most of a code's variance that the other factors explain beyond its own"),
    linear: share("Least share of a code's variance from a linear function of all factors"),
    noise: share("Most of a code's variance that nothing explains"),
  },
  { description: 'What the codes look like, seen from the factors, with the evidence.' },
);

/** What codes look like, seen from the factors; as a record holds it. */
export type Diagnosis = TypeOf<typeof diagnosis>;
/** Where codes lie in the taxonomy of encoder geometries. */
export type DiagnosedGeometry = TypeOf<typeof geometry>;
/** Fewer, as many or more codes that read a factor than there are factors. */
export type CodeDimension = Exclude<TypeOf<typeof dimension>, null>;
