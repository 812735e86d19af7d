import type { Predicate } from '../metrics/catalogue.ts';
import type { Truth } from '../suite/truth.ts';

/**
 * Which factors a score speaks of: `all` of them, each by a code of its own where the claim is elementwise, or only those that some code reads (`kept`), as the mean over matched pairs does.
 */
export type Scope = 'all' | 'kept';

/** What a metric ought to say of a cell. */
export type Expectation = 'recovered' | 'unrecovered' | 'null';

/** Whether a property holds of the factors named. */
type Rule = (truth: Truth, factors: readonly number[]) => boolean;

const elementwise =
  (...levels: readonly Truth['recoveries'][number][]): Rule =>
  ({ recoveries }, factors) =>
    factors.every((j) => levels.includes(recoveries[j]!));

const affinelyDecodable: Rule = ({ decodabilities }, factors) => factors.every((j) => decodabilities[j] === 'affine');
const decodable: Rule = ({ decodabilities }, factors) => factors.every((j) => decodabilities[j] !== 'none');

/** A linear classifier finds intervals of a factor in an affine function of it, and in one code that is monotone in it. */
const linearlyExplicit: Rule = ({ decodabilities, recoveries }, factors) =>
  factors.every((j) => decodabilities[j] === 'affine' || recoveries[j] === 'affine' || recoveries[j] === 'monotone');

/** Predicates that ask for a code of its own for every factor: nothing dropped may be made up for by another factor's code. */
const NEEDS_OWN_CODES: readonly Predicate[] = ['affine-elementwise', 'monotone-elementwise', 'elementwise', 'compact'];

/** The truth table of the suite: when each predicate holds. */
const RULES: Readonly<Record<Predicate, Rule>> = {
  'affine-elementwise': elementwise('affine'),
  'monotone-elementwise': elementwise('affine', 'monotone'),
  elementwise: elementwise('affine', 'monotone', 'injective'),
  'affinely-decodable': affinelyDecodable,
  // Without declared blocks all factors are one block.
  block: decodable,
  informative: decodable,
  'linear-explicit': linearlyExplicit,
  modular: ({ mixed }) => !mixed,
  compact: ({ mixed, duplicated }) => !mixed && !duplicated,
  // The suite declares that each code measures one factor.
  'measurement-structure': ({ mixed }) => !mixed,
};

/**
 * Whether the truth of a cell is what all the predicates claim. Codes of pure noise are `null`, whatever is claimed: every score
 * should be near 0 there.
 */
export function certify(predicates: readonly Predicate[], truth: Truth, scope: Scope): Expectation {
  if (truth.noise === 'pure') return 'null';
  const factors = truth.recoveries.flatMap((_, j) => (scope === 'kept' && truth.dropped.includes(j) ? [] : [j]));
  const holds = predicates.every(
    (predicate) =>
      RULES[predicate](truth, factors) &&
      (scope === 'kept' || truth.dropped.length === 0 || !NEEDS_OWN_CODES.includes(predicate)),
  );
  return holds ? 'recovered' : 'unrecovered';
}
