import type { AtlasCell } from '../evaluation/atlas-document.ts';
import type { Verdict } from '../evaluation/verdict.ts';
import { VERDICTS } from './verdicts.ts';

/** How often each verdict was given. */
export interface Tally {
  readonly total: number;
  /** In the order of legends; verdicts that were not given are left out. */
  readonly counts: readonly { readonly verdict: Verdict; readonly count: number }[];
}

/** Counts the verdicts of some cells. */
export function tallyVerdicts(cells: readonly Pick<AtlasCell, 'verdict'>[]): Tally {
  const counts = [...VERDICTS.values()]
    .map(({ name }) => ({ verdict: name, count: cells.filter(({ verdict }) => verdict === name).length }))
    .filter(({ count }) => count > 0);
  return { total: cells.length, counts };
}

/** How often a verdict was given. */
export function countOf({ counts }: Tally, verdict: Verdict): number {
  return counts.find((entry) => entry.verdict === verdict)?.count ?? 0;
}

/** “9 calibrated, 2 false positive, 1 undefined”. */
export function describeTally({ counts }: Tally): string {
  return counts.map(({ verdict, count }) => `${count} ${VERDICTS.get(verdict)!.title.toLowerCase()}`).join(', ');
}
