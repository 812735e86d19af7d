import type { ValidityPredicate } from './draw-truth.ts';
import { bent, cubic, folded, foldedMember, hyperbolic, swapped } from './elementwise-samplers.ts';
import { angles, intervals } from './group-samplers.ts';
import {
  conditioned,
  directions,
  doubled,
  exact,
  extremeScales,
  isometry,
  leak,
  leakOfOne,
  lost,
  noise,
  rotation,
  unequalScales,
} from './linear-samplers.ts';
import { independent, invertibleNetwork, network, permuted } from './network-samplers.ts';
import type { Sampler } from './sampler.ts';

export type SuccessKind = 'exact' | 'half-leak' | 'half-noise' | 'class';
export type FailureKind =
  | 'null'
  | 'linear'
  | 'nonlinear'
  | 'bent'
  | 'folded'
  | 'lost'
  | 'leaked'
  | 'one-leaked'
  | 'noise'
  | 'doubled'
  | 'groups'
  | 'unequal-scales';
export type KindId = SuccessKind | FailureKind;

/** Half of the largest residual of a success. */
const HALF_BORDER = 0.005;
/** One and a half times the least residual of a failure. */
const LEAKED_SHARE = 0.15;
const ONE_LEAKED_SHARE = 0.5;
const NOISE_SHARE = 0.3;

/** Ways to fail, each by one or more samplers; the worst of them is shown. */
export const FAILURES: Readonly<Record<FailureKind, readonly Sampler[]>> = {
  null: [permuted, independent],
  linear: [rotation, conditioned, directions],
  nonlinear: [network],
  bent: [bent],
  folded: [folded],
  lost: [lost(1, 'lost')],
  leaked: [leak(LEAKED_SHARE, 'leaked')],
  'one-leaked': [leakOfOne(ONE_LEAKED_SHARE, 'one-leaked')],
  noise: [noise(NOISE_SHARE, 'noise')],
  doubled: [doubled],
  groups: [angles, intervals],
  'unequal-scales': [unequalScales],
};

/** Ways to succeed that do not depend on the claim. */
const PLAIN_SUCCESSES: Readonly<Record<Exclude<SuccessKind, 'class'>, readonly Sampler[]>> = {
  exact: [exact],
  'half-leak': [leak(HALF_BORDER, 'half-leak')],
  'half-noise': [noise(HALF_BORDER, 'half-noise')],
};

const affineMembers: Sampler[] = [
  { ...rotation, id: 'class-rotation' },
  { ...conditioned, id: 'class-conditioned' },
];

/** The hardest stated members of each predicate's class. */
const CLASS_MEMBERS: Readonly<Record<ValidityPredicate, readonly Sampler[]>> = {
  'affine-elementwise': [extremeScales],
  'monotone-elementwise': [hyperbolic, cubic],
  elementwise: [hyperbolic, swapped],
  'affinely-decodable': affineMembers,
  'linear-explicit': affineMembers,
  isometric: [isometry],
  modular: [hyperbolic, cubic],
  compact: [hyperbolic, cubic],
  informative: [...affineMembers, invertibleNetwork],
  block: [...affineMembers, invertibleNetwork],
  'explicit-given-informed': affineMembers,
  'measurement-structure': [hyperbolic, swapped, foldedMember],
};

/** Samplers of the successes of all predicates together: members of the class of each of them. */
export function successesOf(predicates: readonly ValidityPredicate[]): Readonly<Record<SuccessKind, readonly Sampler[]>> {
  const [first = [], ...others] = predicates.map((predicate) => CLASS_MEMBERS[predicate]);
  const common = first.filter(({ id }) => others.every((members) => members.some((member) => member.id === id)));
  // Two classes without a common member here: an affine map of single factors is in every one of them.
  return { ...PLAIN_SUCCESSES, class: common.length > 0 ? common : [extremeScales] };
}

/** A sampler with the kind that it stands for. */
export interface KindSampler {
  readonly kind: KindId;
  readonly side: 'success' | 'failure';
  readonly sampler: Sampler;
}

/** All samplers of some predicates' successes and of the given failures. */
export function samplersOf(predicates: readonly ValidityPredicate[], failures: readonly FailureKind[]): KindSampler[] {
  const successes = successesOf(predicates);
  return [
    ...(Object.keys(successes) as SuccessKind[]).flatMap((kind) =>
      successes[kind].map((sampler): KindSampler => ({ kind, side: 'success', sampler })),
    ),
    ...failures.flatMap((kind) => FAILURES[kind].map((sampler): KindSampler => ({ kind, side: 'failure', sampler }))),
  ];
}
