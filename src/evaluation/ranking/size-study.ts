import { RandomStream } from '../../core/random/stream.ts';
import { rankRows } from './rank-rows.ts';
import type { BoardLaw } from './simulated-boards.ts';

/** How often the ranking errs under a law. */
export interface SizeResult {
  readonly law: string;
  readonly kind: BoardLaw['kind'];
  readonly rows: number;
  readonly instances: number;
  readonly boards: number;
  /** Share of boards with at least one separation that the law does not have; trade-offs are none. */
  readonly error: number;
  /** Share with at least one pair that wins separably more often, trade-offs included, and does not truly. */
  readonly errorOfWins: number;
  /** Mean share of the true differences that are found; null where the law has none. */
  readonly power: number | null;
}

/** Draws boards of a law and ranks them. The same seed gives the same boards in any order of the laws. */
export function studySize(law: BoardLaw, boards: number, seed = 0): SizeResult {
  const stream = new RandomStream('custodes/inference-checks', 'ranks', law.name, seed);
  let [errors, errorsOfWins, found, differences] = [0, 0, 0, 0];
  for (let board = 0; board < boards; board++) {
    const rows = law.draw(stream).map((scores, row) => {
      const placed = scores.flatMap((score, place) => (score === null ? [] : [[place, score] as const]));
      return { id: String(row), scores: new Map(placed), collapsed: 0, area: null, reach: null };
    });
    let [isWrong, isWrongByWins] = [false, false];
    for (const { first, second, state, better } of rankRows(rows, { margin: law.margin, levels: law.levels }).pairs) {
      const truth = law.order(Number(first), Number(second));
      if (truth !== 0) differences++;
      if (better === null) continue;
      const isRight = truth === (better === 'first' ? 1 : -1);
      if (isRight && state === 'above') found++;
      if (isRight) continue;
      isWrongByWins = true;
      isWrong ||= state === 'above';
    }
    errors += Number(isWrong);
    errorsOfWins += Number(isWrongByWins);
  }
  return {
    law: law.name,
    kind: law.kind,
    rows: law.rows,
    instances: law.levels.length,
    boards,
    error: errors / boards,
    errorOfWins: errorsOfWins / boards,
    power: differences === 0 ? null : found / differences,
  };
}
