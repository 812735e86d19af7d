import type { FactorBlocks } from '../../core/factor-blocks.ts';
import type { Matrix } from '../../core/matrix.ts';

/** Which identifiability guarantee a theorem grants: what "recovered" allows. */
export type EquivalenceClass = 'affine-elementwise' | 'monotone-elementwise' | 'elementwise' | 'block' | 'affine';

/** `main` keeps the identifying assumption, `twin` removes it and must therefore fail. */
export type Variant = 'main' | 'twin';

/** `train` and `validation` are public and fixed; evaluation draws are fresh and never exported. */
export type TrainingSplit = 'train' | 'validation';

/** Rows of factors and what an encoder sees of them. */
export interface EvaluationDraw {
  /** n × d, float64. */
  readonly factors: Matrix;
  /** n observations one after the other, float32; each is `observationShape` in C order. */
  readonly observations: Float32Array;
}

/** Rows of factors whose observations are made when they are asked for: large ones never lie in memory all at once. */
export interface LazyDraw {
  /** n × d, float64. */
  readonly factors: Matrix;
  /** Observations of the rows from `start` up to but not including `end`, as in `EvaluationDraw`. */
  observe(start: number, end: number): Float32Array;
}

/** What can be submitted beside an encoder: a graph of its codes, or the dictionary whose coefficients its codes are. */
export type StructureKind = 'graph' | 'decoder';

/** The true counterpart of a submitted graph or dictionary. */
export interface TrueStructure {
  readonly kind: StructureKind;
  /** `graph`: d × d, entry (parent, child) is 1. `decoder`: d × observation size, one direction a row. */
  readonly truth: Matrix;
}

/** One array of a training export, in C order. */
export interface TrainingArray {
  readonly name: string;
  /** Shape of one row; the exported array is [n, …rowShape]. */
  readonly rowShape: readonly number[];
  readonly type: 'float32' | 'int32';
}

/** One draw of a track's parameters. A model is trained for one instance of one variant. */
export interface TrackInstance {
  readonly index: number;
  readonly variant: Variant;
  /** Number of factors. */
  readonly d: number;
  /** The factors by block, where the theorem grants no more than blocks. */
  readonly blocks?: FactorBlocks;
  /** What a submitted graph or dictionary is compared with, where the track takes one. */
  readonly structure?: TrueStructure;
  /** Shape of one observation, without the batch axis. */
  readonly observationShape: readonly number[];
  /** The generator's parameters (mixing weights, scales …) as data, for pages, exports and the suite digest. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /**
   * n fresh rows. The same seed gives the same bits on every host.
   * @param seed roots the draw's streams: a hex digest for evaluations, a plain name for labelled public data
   */
  drawEvaluation(seed: string, n: number): EvaluationDraw;
  /** The same draw where observations are too large to lie in memory all at once. */
  drawLazily?(seed: string, n: number): LazyDraw;
  /** The arrays that a learner is given, in the order in which `drawTraining` fills them. */
  readonly trainingArrays: readonly TrainingArray[];
  /**
   * Rows of the training data in chunks, so that memory stays bounded. The concatenation does not depend on the chunk size.
   * Each chunk holds one typed array per entry of `trainingArrays`.
   */
  drawTraining(split: TrainingSplit, n: number, chunkRows: number): Iterable<readonly (Float32Array | Int32Array)[]>;
}

/** What guarantees that the factors can be recovered, and under which conditions. */
export interface Theorem {
  /** The guarantee in a sentence. */
  readonly statement: string;
  readonly source: { readonly title: string; readonly url: string; readonly year: number };
  /** In the order in which pages number them. */
  readonly assumptions: readonly string[];
  /** What the twin changes, and what is left to recover then. */
  readonly twin: string;
}

/** An identifiability problem with a theorem, a stated class and a must-fail twin: what is drawn, not how it is scored. */
export interface Track {
  readonly id: string;
  /** Changes whenever any draw changes; part of every record. */
  readonly version: string;
  readonly title: string;
  readonly theorem: Theorem;
  readonly equivalenceClass: EquivalenceClass;
  readonly instanceCount: number;
  /** What may come with an encoder, and the most codes that it may then describe. */
  readonly structure?: { readonly kind: StructureKind; readonly required: boolean; readonly mostCodes: number };
  /** Rows that a learner may train on, pairs counted once. */
  readonly trainingRows: number;
  /** Rows of one evaluation draw. */
  readonly evaluationRows: number;
  /** What the learner is given, in words. */
  readonly given: string;
  /** @throws RangeError for an index outside 0 … instanceCount − 1 */
  createInstance(index: number, variant: Variant): TrackInstance;
}
