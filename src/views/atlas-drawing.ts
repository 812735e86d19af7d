import type { Verdict } from '../evaluation/verdict.ts';
import type { VerdictTarget } from './atlas-address.ts';
import { GRID_STEP, placeMark, verdictOf, type GridMark } from './atlas-grid.ts';
import { VERDICTS } from './verdicts.ts';

/** All cells of a grid that share a verdict, as one path: a page has thousands of cells, and an element for each is slow. */
export interface VerdictOutline {
  readonly verdict: Verdict;
  /** Path data in the units of the grid's drawing. */
  readonly path: string;
}

/** Neighbours on a line, from left to right, as one rectangle. */
function outlineLine(marks: readonly GridMark[]): string {
  const runs: { first: GridMark; length: number }[] = [];
  for (const mark of marks) {
    const run = runs.at(-1);
    if (run !== undefined && run.first.column + run.length === mark.column) run.length++;
    else runs.push({ first: mark, length: 1 });
  }
  return runs
    .map(({ first, length }) => {
      const { x, y } = placeMark(first);
      return `M${x} ${y}h${length * GRID_STEP}v${GRID_STEP}H${x}z`;
    })
    .join('');
}

/**
 * Where each verdict was given, in the order of legends; verdicts that were not given are left out.
 *
 * @param marks of one metric, line by line and from left to right
 */
export function outlineVerdicts(marks: readonly GridMark[], target: VerdictTarget): VerdictOutline[] {
  const byVerdict = Map.groupBy(marks, ({ cell }) => verdictOf(cell, target));
  return [...VERDICTS.values()].flatMap(({ name }) => {
    const own = byVerdict.get(name);
    if (own === undefined) return [];
    const lines = [...Map.groupBy(own, ({ line }) => line).values()];
    return [{ verdict: name, path: lines.map(outlineLine).join('') }];
  });
}

/** Name of the pattern that fills the cells of a verdict. */
export function verdictPattern(verdict: Verdict): string {
  return `cell-${verdict}`;
}
