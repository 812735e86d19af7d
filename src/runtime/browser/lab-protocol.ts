import type { Fault } from '../../core/input-error.ts';
import type { CodeCounts, LabFields } from '../../views/lab/lab-setting.ts';
import type { LabView } from '../../views/lab/lab-view.ts';
import type { OfferedCell } from '../../views/lab/cell-offer.ts';
import type { RerunConclusion } from '../../views/lab/rerun-rows.ts';
import type { Markup } from '../../views/markup.ts';

/** Which metrics of a stored cell to recompute: the one in the foreground, the fast ones, or all. */
export type CellScope = 'metric' | 'fast' | 'all';

/** What the page asks. Of several draws the newest is computed; a rerun has a worker of its own. */
export type LabRequest = { readonly fields: LabFields; readonly cellsUrl: string } & (
  { readonly kind: 'draw'; readonly id: number; readonly slow: boolean } | { readonly kind: 'rerun'; readonly scope: CellScope }
);

/** What a setting comes to, as far as it is computed. */
export interface DrawReport {
  readonly kind: 'drawn';
  readonly id: number;
  readonly view: LabView;
  readonly command: string;
  readonly codes: CodeCounts & { readonly m: number };
  /** Seeds and metrics of the atlas's cell; null where it has none, undefined while that is not known. */
  readonly stored: OfferedCell | null | undefined;
  /** Metrics computed, and wanted. */
  readonly done: number;
  readonly wanted: number;
  /** Since the request arrived. */
  readonly milliseconds: number;
}

interface Failure {
  readonly kind: 'failed';
  readonly message: string;
}

/** What the worker says of draws. */
export type DrawAnswer =
  DrawReport | { readonly kind: 'faulty'; readonly id: number; readonly faults: readonly Fault[] } | Failure;

/** What the worker says of a rerun, in this order. */
export type RerunAnswer =
  | { readonly kind: 'scored'; readonly done: number; readonly total: number }
  | { readonly kind: 'compared'; readonly rows: readonly Markup[] }
  | { readonly kind: 'concluded'; readonly conclusion: RerunConclusion }
  | Failure;
