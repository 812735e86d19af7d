import type { FactorBlocks } from '../../core/factor-blocks.ts';
import { selectColumns } from '../../core/matrix.ts';
import type { PairedData } from '../paired-data.ts';
import type { RowSplit } from '../row-split.ts';
import { clippedMean, kernelRegression, type KernelRegression } from './kernel-regression.ts';

/** How well codes hold one block of factors and leave the other out. */
export interface BlockIsolation {
  /** R² of the content given the codes: mean over its factors, each clipped to [0, 1]. Null where all of them are constant. */
  readonly content: number | null;
  /** R² of the style given the codes. */
  readonly style: number | null;
  /** R² of the style given the true content: what codes tell of the style without holding any of it. */
  readonly style_from_content: number | null;
  /** min(content, 1 − max(0, style − style_from_content) / (1 − style_from_content)). */
  readonly isolation: number | null;
}

/**
 * The content's R² or what the codes keep out of the style, whichever is less. Style that can be told from the content is not held
 * against the codes; beyond that, they lose the share of the rest that they explain.
 */
export function isolate(content: number, style: number, styleFromContent: number): number {
  const surplus = Math.max(0, style - styleFromContent);
  return Math.min(content, surplus === 0 ? 1 : 1 - surplus / (1 - styleFromContent));
}

/** Each block has a regression of its own, so that neither chooses the other's width; all three use the same rows. */
export function fitBlocks(
  { factors, codes }: PairedData,
  { content, style }: FactorBlocks,
  rows: RowSplit,
): { readonly isolation: BlockIsolation; readonly fits: Readonly<Record<keyof FactorBlocks, KernelRegression>> } {
  const [contentFactors, styleFactors] = [content, style].map((block) => selectColumns(factors.values, block));
  const fits = {
    content: kernelRegression(codes.values, contentFactors!, rows),
    style: kernelRegression(codes.values, styleFactors!, rows),
  };
  const byContent = kernelRegression(contentFactors!, styleFactors!, rows);
  const scores = {
    content: clippedMean(fits.content.explained),
    style: clippedMean(fits.style.explained),
    style_from_content: clippedMean(byContent.explained),
  };
  const { content: held, style: told, style_from_content: free } = scores;
  const isolation = held === null || told === null || free === null ? null : isolate(held, told, free);
  return { isolation: { ...scores, isolation }, fits };
}
