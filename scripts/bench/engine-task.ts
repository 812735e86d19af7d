import type { MetricKey } from '../../src/metrics/catalogue.ts';
import type { CellRequest } from '../../src/suite/cell.ts';
import type { BenchSize } from '../../src/views/bench-report.ts';

/** Arrays to write as `.npy` files: those of a size, or a draw of a cell. */
export type WriteTask = { readonly kind: 'write'; readonly factors: string; readonly codes: string } & (
  { readonly size: BenchSize } | { readonly cell: CellRequest }
);

/** What an engine process is asked to time. */
export type EngineTask =
  | { readonly kind: 'groups' }
  | { readonly kind: 'metrics'; readonly size: BenchSize; readonly keys: readonly MetricKey[] }
  | { readonly kind: 'threads'; readonly size: BenchSize; readonly keys: readonly MetricKey[]; readonly workers: number }
  | { readonly kind: 'grid'; readonly keys: readonly MetricKey[]; readonly workers: number; readonly sampled: boolean }
  | WriteTask;

/** One run. */
export interface Timing {
  readonly seconds: number;
  /** Processor time of all threads: less disturbed by others on the machine than seconds are. */
  readonly cpu_seconds: number;
  /** Largest resident memory of the process so far. */
  readonly peak_mb: number;
}

export type EngineReply =
  { readonly timing: Timing } | { readonly groups: readonly (readonly MetricKey[])[] } | { readonly failure: string };
