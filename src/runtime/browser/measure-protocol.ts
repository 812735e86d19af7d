import type { SplitRule } from '../../metrics/metric.ts';
import type { Markup } from '../../views/markup.ts';

/** Two files, and how to measure them. */
export interface MeasureRequest {
  readonly kind: 'measure';
  /** Null: an example of the suite, drawn in the worker. */
  readonly files: { readonly factors: File; readonly codes: File } | null;
  readonly seed: number;
  readonly split: SplitRule;
  readonly slow: boolean;
  readonly cellsUrl: string;
}

/** Another DGP to compare with, after the factors were read. */
export interface CompareRequest {
  readonly kind: 'compare';
  readonly dgp: string;
}

/** What the worker says, in this order; `compared` again after each `CompareRequest`. */
export type MeasureAnswer =
  /** `dgp` is the one that is suggested; `remarks` is what to know before the scores are read. */
  | {
      readonly kind: 'read';
      readonly sizes: string;
      readonly dgp: string;
      readonly why: string;
      readonly remarks: readonly string[];
      readonly command: string;
    }
  /** As soon as there are correlations. */
  | { readonly kind: 'matched'; readonly matrix: Markup; readonly scatter: Markup }
  | { readonly kind: 'diagnosed'; readonly diagnosis: Markup }
  | { readonly kind: 'compared'; readonly trust: Markup; readonly scores: Markup; readonly report: string }
  | { readonly kind: 'measured'; readonly scores: Markup; readonly done: number; readonly wanted: number }
  | { readonly kind: 'finished'; readonly milliseconds: number }
  | { readonly kind: 'failed'; readonly lines: readonly string[] };
