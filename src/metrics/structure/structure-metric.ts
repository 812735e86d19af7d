import type { Matrix } from '../../core/matrix.ts';
import type { Arrays, MetricResult } from '../metric.ts';
import type { StructureKey } from './homes.ts';

/** A graph or dictionary that came with an encoder, beside the true one. */
export interface StructurePair {
  readonly truth: Matrix;
  readonly submitted: Matrix;
}

/** A metric of graphs or dictionaries: `src/metrics/structure/<key>/index.ts`. */
export interface StructureMetric<Key extends StructureKey = StructureKey> {
  readonly key: Key;
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
