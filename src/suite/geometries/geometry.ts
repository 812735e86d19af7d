import type { Fault } from '../../core/input-error.ts';
import type { Matrix } from '../../core/matrix.ts';
import type { RandomStream } from '../../core/random/stream.ts';
import type { FactorModel } from '../dgps/dgp.ts';
import type { Parameter, ParameterValues } from '../parameters.ts';
import type { Reach } from '../reach.ts';
import type { Encoding } from '../truth.ts';

/**
 * How many codes there may be: as many as the factors and parameters say (`fixed`), fewer than factors (`under`), more (`over`), or any number
 * (`free`).
 */
export type CodeNumber = 'fixed' | 'under' | 'over' | 'free';

/** How the codes hold factors at the defaults, in the words of a diagnosis. */
export type Relation =
  'elementwise-affine' | 'elementwise-monotone' | 'groups' | 'linear-entangled' | 'nonlinear-entangled' | 'noisy' | 'null';

/** What Joshi et al. 2026 ask of a metric: 1 on everything that is neither entangled nor noise. */
export type PaperTarget = 'recovered' | 'entangled' | 'null';

/** Sizes and settings of one use of a geometry. */
export interface GeometrySetting {
  readonly d: number;
  readonly m: number;
  /** Complete: defaults filled in. */
  readonly parameters: ParameterValues;
  readonly model: FactorModel;
}

/** A setting away from the defaults. */
export interface GeometryVariant {
  readonly parameters?: ParameterValues;
  /** Codes for d factors, where not the geometry's own number. */
  codes?(d: number): number;
}

/** How codes depend on factors. */
export interface Geometry<Id extends string = string> {
  readonly id: Id;
  readonly title: string;
  /** One or two plain sentences. */
  readonly description: string;
  readonly relation: Relation;
  readonly codes: CodeNumber;
  /** The parameter that sets the number of codes for each factor, where a `fixed` number follows from one. */
  readonly codesPerFactor?: string;
  readonly paperTarget: PaperTarget;
  /** Whether it is one of the encoders of Joshi et al. 2026. */
  readonly inPaper: boolean;
  readonly reach: Reach;
  /** Settings that the defaults do not show, which the atlas has cells of. */
  readonly variants?: readonly GeometryVariant[];
  readonly parameters: readonly Parameter[];
  /** Number of codes where none is asked for. */
  defaultCodeCount(d: number, parameters: ParameterValues): number;
  /** Faults that depend on the sizes or on the factors. The parameters have passed their own ranges. */
  findFaults(setting: GeometrySetting): readonly Fault[];
  /** What holds of the codes for this setting, whatever the draw. */
  describeEncoding(setting: GeometrySetting): Encoding;
  /**
   * n × m codes. Each row depends on its own row of factors alone.
   * @param stream named after seed and geometry, without the DGP: so cells are paired across DGPs
   */
  encode(factors: Matrix, stream: RandomStream, setting: GeometrySetting): Matrix;
}

/** A geometry whose type knows its id. */
export function defineGeometry<const Id extends string>(geometry: Geometry<Id>): Geometry<Id> {
  return geometry;
}

/** Fault of a geometry whose number of codes is fixed by the factors. */
export function findMatchedFaults({ d, m }: GeometrySetting): Fault[] {
  return m === d
    ? []
    : [{ path: 'm', rule: `is ${m} for ${d} factors`, fix: `leave m out: this geometry has as many codes as factors` }];
}

/** Fault of a geometry with fewer codes than factors. */
export function findUndercompleteFaults({ d, m }: GeometrySetting): Fault[] {
  return m >= 1 && m < d ? [] : [{ path: 'm', rule: `is ${m} for ${d} factors`, fix: `give a whole number from 1 to ${d - 1}` }];
}

/** Fault of a geometry with more codes than factors. */
export function findOvercompleteFaults({ d, m }: GeometrySetting): Fault[] {
  return m > d ? [] : [{ path: 'm', rule: `is ${m} for ${d} factors`, fix: `give at least ${d + 1}` }];
}

/** Fault of a geometry that mixes, where there is nothing to mix. */
export function findMixingFaults({ d }: GeometrySetting): Fault[] {
  return d >= 2 ? [] : [{ path: 'd', rule: `is ${d}`, fix: 'mixing needs at least 2 factors' }];
}

/** The same entry for each factor. */
export function forEachFactor<Value>(d: number, value: Value): Value[] {
  return Array.from({ length: d }, () => value);
}

/** An encoding whose codes each read one factor, exactly and once, until told otherwise. */
export function separateEncoding(d: number, changes: Partial<Encoding> = {}): Encoding {
  return {
    recoveries: forEachFactor(d, 'affine'),
    decodabilities: forEachFactor(d, 'affine'),
    dropped: [],
    duplicated: false,
    mixed: false,
    noise: 'none',
    graded: false,
    ...changes,
  };
}
