import type { MetricKey } from '../metrics/catalogue.ts';
import { resolveCell, type CellRequest } from '../suite/cell.ts';
import type { AtlasRow, StoredCell } from './atlas-document.ts';
import { judgeCell, type JudgedClaim, type ScoreSource } from './cell-looks.ts';
import { claimName, listClaims } from './claims.ts';
import { digestScores, roundStored } from './stored-scores.ts';
import { VERDICT_NAMES } from './verdict.ts';

/** One metric on one cell as stored: `results` has one row for each of the metric's parts. */
export interface MetricCell extends Omit<StoredCell, 'digests' | 'results'> {
  /** Of the bits of this metric's scores on the first seed. */
  readonly digest: string;
  readonly results: readonly AtlasRow[];
}

/** How cells are judged: numbers of seeds, and the level of each interval. */
interface Judging {
  readonly looks: readonly number[];
  readonly level: number;
}

function toRow({ mean, lower, upper, verdict, paperVerdict, scores, largeSample, largeSampleValue }: JudgedClaim): AtlasRow {
  const indices = [VERDICT_NAMES.indexOf(verdict), VERDICT_NAMES.indexOf(paperVerdict)] as const;
  const row = [roundStored(mean), roundStored(lower), roundStored(upper), ...indices, scores.length] as const;
  return largeSample.length === 0 ? row : [...row, roundStored(largeSampleValue)];
}

/**
 * Judges one metric on one cell. Neither scores nor verdicts depend on other metrics.
 *
 * @throws RangeError where scores are missing
 */
export function assembleCell(
  table: string,
  request: CellRequest,
  metric: MetricKey,
  { looks, level }: Judging,
  scoresOf: ScoreSource,
): MetricCell {
  const judged = judgeCell({ request, metrics: [metric] }, { looks }, level, scoresOf).claims;
  if (judged === undefined) throw new RangeError(`Scores of ${metric} on ${JSON.stringify(request)} are missing.`);
  const { dgp, geometry, n, d, m } = resolveCell(request);
  const entries = listClaims([metric]).map((claim) => judged.get(claimName(claim))!);
  return {
    table,
    dgp: dgp.id,
    geometry: geometry.id,
    n,
    d,
    m,
    ...(request.parameters === undefined ? {} : { parameters: request.parameters }),
    digest: digestScores(entries.map(({ scores }) => scores)),
    results: entries.map(toRow),
  };
}

/** Text that two entries share if and only if they are the same cell of the same table. */
export function cellKey({ table, dgp, geometry, n, d, m, parameters = {} }: Omit<StoredCell, 'digests' | 'results'>): string {
  return JSON.stringify([table, dgp, geometry, n, d, m, parameters]);
}

/** The same of a cell that is planned. */
export function plannedKey(table: string, request: CellRequest): string {
  const { dgp, geometry, n, d, m } = resolveCell(request);
  const { parameters } = request;
  return cellKey({ table, dgp: dgp.id, geometry: geometry.id, n, d, m, ...(parameters === undefined ? {} : { parameters }) });
}
