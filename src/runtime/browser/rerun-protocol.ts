import type { MetricScalars } from '../../registry/record.ts';
import type { Variant } from '../../suite/tracks/track.ts';

/** Which models of a record to run again. */
export type RerunScope = 'first' | 'main' | 'all';

/** What the page asks of the worker. Addresses are absolute. */
export interface RerunRequest {
  readonly recordUrl: string;
  readonly addendaUrl: string | null;
  /** Digests of what was added to the record, in the order of that file; none where there is no such file. */
  readonly addenda: readonly string[];
  /** The digits of the permalink, which the record's own digest must begin with. */
  readonly permalink: string;
  /** Folder with one file per model, `<sha256>.onnx`, or per array of supplied codes, `<sha256>.npy`. */
  readonly modelsUrl: string;
  /** SHA-256 of models that lie at addresses of their own: the reader supplies copies. */
  readonly elsewhere: readonly string[];
  readonly copies: readonly File[];
  /** Of the reference runtime; undefined where the author supplied codes, which need none. */
  readonly wasmSha256: string | undefined;
  /** Of the reference runtime. */
  readonly wasmBytes: number;
  readonly scope: RerunScope;
  /** How many models may be measured at a time. */
  readonly workers: number;
}

/** One model of the record. */
export interface RerunModel {
  readonly variant: Variant;
  readonly instance: number;
  readonly seed: string;
}

/** What the worker tells the page, in this order: `planned`, then `working` and `measured` by turns, then `finished` or `failed`. */
export type RerunReport =
  | { readonly kind: 'planned'; readonly models: readonly RerunModel[] }
  /** `share`: part of loading and work together that is done, `done`: part of the work alone; 0 to 1. */
  | { readonly kind: 'working'; readonly what: string; readonly share: number; readonly done: number }
  | { readonly kind: 'measured'; readonly index: number; readonly outcome: ModelOutcome }
  | { readonly kind: 'finished' }
  | { readonly kind: 'failed'; readonly message: string; readonly refused: boolean };

/** What was recomputed for one model, beside what the record says. */
export interface ModelOutcome {
  readonly codes: { readonly recorded: string; readonly recomputed: string };
  readonly recorded: Readonly<Record<string, MetricScalars>>;
  readonly recomputed: Readonly<Record<string, MetricScalars>>;
}
