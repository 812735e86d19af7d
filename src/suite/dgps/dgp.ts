import type { Fault } from '../../core/input-error.ts';
import type { Matrix } from '../../core/matrix.ts';
import type { RandomStream } from '../../core/random/stream.ts';
import type { Parameter, ParameterValues } from '../parameters.ts';
import type { Reach } from '../reach.ts';
import { GUARANTEED_DEVIATIONS } from '../scalar-functions.ts';
import { NORMAL_POINTS } from './shared/marginals.ts';

/**
 * How the factors of a row depend on each other: not at all; linearly; some are functions of one other (`redundant`), or of two others
 * (`joint`).
 */
export type Dependence = 'independent' | 'linear' | 'redundant' | 'joint';

/** Which values a factor takes: any, a few ordered levels, or mostly zero. */
export type Support = 'continuous' | 'discrete' | 'sparse';

/**
 * What a statement about a factor may miss and still count as true: this share of the draws, or of the factor's variance. It
 * moves no metric by as much as the margin of verdicts, 0.05.
 */
export const TOLERANCE = 0.01;

/** What is known of one factor by construction. */
export interface FactorProperties {
  /** Infinite where the variance diverges. */
  readonly standardDeviation: number;
  /** Equally likely values that stand for the factor's distribution. */
  readonly points: Float64Array;
  /** The factor lies within ± this while every normal variable behind it lies within ±8. */
  readonly halfRange: number;
  /** Number of values that the factor takes; infinite for a continuous one. */
  readonly levels: number;
}

/** An exact relation: factor `target` is a function of the factors in `sources`. `monotone` and `affine` ones have one source or are linear. */
export interface Determination {
  readonly target: number;
  readonly sources: readonly number[];
  readonly form: 'affine' | 'monotone' | 'function';
}

/** What is known of all factors of a DGP by construction. */
export interface FactorModel {
  readonly factors: readonly FactorProperties[];
  /** Exact relations between factors; empty where every factor has noise of its own. */
  readonly determinations: readonly Determination[];
  /** Dimension of the affine hull of the factors. */
  readonly linearRank: number;
}

/** How factors are drawn. */
export interface Dgp<Id extends string = string> {
  readonly id: Id;
  readonly title: string;
  /** One or two plain sentences. */
  readonly description: string;
  readonly dependence: Dependence;
  readonly support: Support;
  /** Whether Joshi et al. 2026 draw factors so. */
  readonly inPaper: boolean;
  readonly reach: Reach;
  readonly parameters: readonly Parameter[];
  /** Faults that depend on the number of factors. The values have passed their own ranges. */
  findFaults(parameters: ParameterValues, d: number): readonly Fault[];
  /** What holds of the factors for these parameters, whatever the draw. */
  describeFactors(parameters: ParameterValues, d: number): FactorModel;
  /**
   * n × d factors, row after row: the first rows do not depend on n. Nothing is standardised afterwards.
   * @param stream named after seed and DGP; parameters are no part of its name, so that sweeps over them are paired
   */
  draw(stream: RandomStream, n: number, d: number, parameters: ParameterValues): Matrix;
}

/** A DGP whose type knows its id. */
export function defineDgp<const Id extends string>(dgp: Dgp<Id>): Dgp<Id> {
  return dgp;
}

/** A standard normal factor. */
export const STANDARD_NORMAL: FactorProperties = {
  standardDeviation: 1,
  points: NORMAL_POINTS,
  halfRange: GUARANTEED_DEVIATIONS,
  levels: Infinity,
};

/** Factors without any exact relation between them. */
export function unrelated(factors: readonly FactorProperties[]): FactorModel {
  return { factors, determinations: [], linearRank: factors.length };
}

/**
 * What a factor is divided by before a scalar function or an angle is applied, so that these stay within the range for which they
 * are guaranteed: 1, or more for a factor that reaches beyond ±8.
 */
export function functionScale({ halfRange }: FactorProperties): number {
  return Math.max(1, halfRange / GUARANTEED_DEVIATIONS);
}
