import type { Cell } from './cell.ts';
import { exactBounds, type Bounds } from '../../core/statistics/binomial.ts';

/** Error of each bound. */
const ERROR = 0.05;

/** How often a success scores more than a failure made from the same factors. */
export interface Ordering {
  readonly success: string;
  readonly failure: string;
  readonly above: number;
  readonly draws: number;
  readonly share: number;
  readonly bounds: Bounds;
}

/**
 * Share of equal seeds on which the success scores more, with exact 90% bounds; needs no threshold. Ties count against the metric, so that one
 * that never looks gets ½ at most. No score is below every score.
 */
function orderingOf(success: Cell, failure: Cell): Ordering {
  const draws = Math.min(success.scores.length, failure.scores.length);
  let above = 0;
  for (let k = 0; k < draws; k++) if ((success.scores[k] ?? -Infinity) > (failure.scores[k] ?? -Infinity)) above++;
  return {
    success: success.sampler,
    failure: failure.sampler,
    above,
    draws,
    share: draws === 0 ? 0 : above / draws,
    bounds: exactBounds(above, draws, ERROR),
  };
}

/** The pair of a success and a failure that is ordered least often; undefined where either is missing. */
export function worstOrdering(cells: readonly Cell[]): Ordering | undefined {
  const successes = cells.filter(({ side }) => side === 'success');
  const failures = cells.filter(({ side }) => side === 'failure');
  return successes
    .flatMap((success) => failures.map((failure) => orderingOf(success, failure)))
    .reduce<Ordering | undefined>((worst, next) => (worst === undefined || next.share < worst.share ? next : worst), undefined);
}
