import type { Matrix } from '../../core/matrix.ts';
import type { Arrays, MetricResult } from '../metric.ts';

/** A graph or dictionary that came with an encoder, beside the true one. */
export interface StructurePair {
  readonly truth: Matrix;
  readonly submitted: Matrix;
}

/** Metrics of what comes with an encoder, which two arrays of factors and codes alone cannot give. */
export type StructureKey = 'shd' | 'sae_mcc';

/** What pages need to know of a metric of graphs or dictionaries, and how it is computed. */
export interface StructureMetric {
  readonly key: StructureKey;
  readonly title: string;
  /** The part that ranks a board; `score` is the headline number itself. */
  readonly rankPart: string;
  readonly range: readonly [number, number];
  /**
   * Never throws for checked data: what cannot be scored is a null score whose first diagnostic is the reason.
   *
   * @param structure undefined where none was submitted
   */
  compute(arrays: Arrays, structure: StructurePair | undefined): MetricResult;
}
