import type { Fault } from '../../core/input-error.ts';
import type { RecordedKey } from '../../evaluation/recorded-key.ts';
import type { EvaluationCell } from '../../registry/evaluation-cells.ts';
import type { DeviceCheck } from '../../registry/device-preview.ts';
import type { InstanceMeasurement } from '../../registry/record.ts';
import type { Device } from './native-session.ts';
import type { CodesSample, SampledCell } from './sample-codes.ts';

export interface CellTask {
  readonly cell: EvaluationCell;
  /** Absolute path of the submission's files. */
  readonly folder: string;
  /** Default: the metrics of the track's records. */
  readonly panel?: readonly RecordedKey[];
  /** Where the encoder runs. Default: on the reference runtime. */
  readonly device?: Device;
}

/** A first look at what a model gives. */
export interface SampleTask {
  readonly cell: SampledCell;
  /** Absolute path of the submission's files. */
  readonly folder: string;
  /** Rows to encode. */
  readonly sampleRows: number;
}

/** Errors lose their class between processes, so faults of the input travel as data. */
export type CellOutcome =
  | {
      readonly measurement: InstanceMeasurement;
      /** Of a device: how its codes compare with the reference's. */
      readonly check?: DeviceCheck;
    }
  | { readonly faults: readonly Fault[] };

/** What came of a first look. */
export type SampleOutcome = { readonly sample: CodesSample } | { readonly faults: readonly Fault[] };

/** What came out of a cell, and how many seconds of one core that took. */
export type TimedOutcome = CellOutcome & { readonly seconds: number };

/** What bounds a process that runs models of strangers. */
export interface CellLimits {
  readonly encoderSeconds: number;
  readonly metricSeconds: number;
  readonly memoryBytes: number;
}

/** What such a process says: `ready` once, then for each task `encoded` and `done`, or `failed` where the fault is ours. */
export type CellMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'encoded' }
  /** `spent`: the runtime crashed, and nothing more should be run in this process. */
  | { readonly kind: 'done'; readonly outcome: CellOutcome | SampleOutcome; readonly spent: boolean }
  | { readonly kind: 'failed'; readonly stack: string };
