import type { InstanceMeasurement } from '../../registry/record.ts';
import type { Variant } from '../../suite/tracks/track.ts';
import type { ModelOutcome } from './rerun-protocol.ts';

/** One model of a record, or the codes that were supplied in its place, with all bytes that are needed to measure it again. */
export interface ModelTask {
  /** What `file` is: a model in ONNX, or an `.npy` file of codes. */
  readonly source: 'model' | 'codes';
  readonly track: string;
  readonly variant: Variant;
  readonly measurement: InstanceMeasurement;
  readonly file: Uint8Array<ArrayBuffer>;
  /** The graph or dictionary that was submitted with the model, an `.npy` file. */
  readonly structure: Uint8Array<ArrayBuffer> | undefined;
}

/**
 * What a lane is told: the compiled reference runtime once, where there are models, and tasks, which it does one after the other.
 * All bytes were checked.
 */
export type LaneRequest =
  { readonly kind: 'runtime'; readonly module: WebAssembly.Module } | { readonly kind: 'task'; readonly task: ModelTask };

/** What a lane says of its oldest task: `working` any number of times, then `measured` or `failed`. */
export type LaneReport =
  /** `share`: part of the task that is done, 0 to 1. */
  | { readonly kind: 'working'; readonly share: number; readonly step: string }
  | { readonly kind: 'measured'; readonly outcome: ModelOutcome }
  | { readonly kind: 'failed'; readonly message: string };
