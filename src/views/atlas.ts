import type { VerdictName } from './verdicts.ts';

/** One cell of the validity atlas: a metric on codes of one geometry, factors of one DGP. */
export interface AtlasCell {
  readonly metric: string;
  readonly part: string;
  readonly dgp: string;
  readonly geometry: string;
  readonly n: number;
  readonly d: number;
  readonly m: number;
  readonly seeds: number;
  readonly mean: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Against the class that the metric itself claims. */
  readonly verdict: VerdictName;
  /** Against the paper's target: everything that is neither entangled nor noise counts as recovered. */
  readonly paperVerdict: VerdictName;
}

/** Cells of the committed atlas document; none where there is no document. */
export function readCells(document: unknown): readonly AtlasCell[] {
  return document === undefined ? [] : (document as { readonly cells: readonly AtlasCell[] }).cells;
}
