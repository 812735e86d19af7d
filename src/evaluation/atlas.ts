import { resolveCell } from '../suite/cell.ts';
import { CORE_BUDGET_SECONDS, COVERAGES, TABLE_BUDGET_SECONDS } from './atlas-budget.ts';
import type { AtlasDocument, AtlasRow, StoredCell } from './atlas-document.ts';
import type { AtlasTable, AtlasVolume, PlannedCell } from './atlas-plan.ts';
import { judgeCell, type JudgedClaim, type ScoreSource } from './cell-looks.ts';
import { LARGE_SAMPLE } from './cell-verdicts.ts';
import { claimName, listClaims, type Claim } from './claims.ts';
import { digestScores, roundStored } from './stored-scores.ts';
import { MARGIN, VERDICT_NAMES } from './verdict.ts';

/** Family-wise error of a volume of the atlas. */
const SIGNIFICANCE_LEVEL = 0.05;

function toRow({ mean, lower, upper, verdict, paperVerdict, scores, largeSample, largeSampleValue }: JudgedClaim): AtlasRow {
  const indices = [VERDICT_NAMES.indexOf(verdict), VERDICT_NAMES.indexOf(paperVerdict)] as const;
  const row = [roundStored(mean), roundStored(lower), roundStored(upper), ...indices, scores.length] as const;
  return largeSample.length === 0 ? row : [...row, roundStored(largeSampleValue)];
}

/**
 * Judges one cell of a volume.
 *
 * @param claims of the whole document; those that are not followed on the cell get null
 * @param level of the intervals of the whole volume
 * @throws RangeError where scores are missing
 */
export function assembleCell(
  table: string,
  planned: PlannedCell,
  claims: readonly Claim[],
  volume: Pick<AtlasVolume, 'looks'>,
  level: number,
  scoresOf: ScoreSource,
): StoredCell {
  const judged = judgeCell(planned, volume, level, scoresOf).claims;
  if (judged === undefined) throw new RangeError(`Scores of ${JSON.stringify(planned.request)} are missing.`);
  const { dgp, geometry, n, d, m } = resolveCell(planned.request);
  const entries = claims.map((claim) => judged.get(claimName(claim)) ?? null);
  const present = entries.filter((entry) => entry !== null);
  return {
    table,
    dgp: dgp.id,
    geometry: geometry.id,
    n,
    d,
    m,
    ...(planned.request.parameters === undefined ? {} : { parameters: planned.request.parameters }),
    digest: digestScores([...present.map(({ scores }) => scores), ...present.map(({ largeSample }) => largeSample)]),
    results: entries.map((entry) => (entry === null ? null : toRow(entry))),
  };
}

/** Level of each of `count` intervals that hold together. */
export function simultaneousLevel(count: number): number {
  return 1 - SIGNIFICANCE_LEVEL / count;
}

function countVerdicts({ tables }: AtlasVolume): number {
  return tables.flatMap(({ cells }) => cells).reduce((sum, { metrics }) => sum + listClaims(metrics).length, 0);
}

/** Level of each interval of a volume: every verdict may be looked at as often as there are looks. */
export function levelOf(volume: AtlasVolume): number {
  return simultaneousLevel(countVerdicts(volume) * volume.looks.length);
}

function describeTable({ id, title, coverage }: AtlasTable): AtlasDocument['tables'][number] {
  return {
    id,
    title,
    coverage: COVERAGES.flatMap(({ id: name, rule }) => {
      const metrics = coverage[name];
      return metrics === undefined ? [] : [{ rule, metrics }];
    }),
  };
}

/** Judges every cell of a volume. The result depends on the scores alone. */
export function assembleVolume(volume: AtlasVolume, scoresOf: ScoreSource): AtlasDocument {
  const claims = listClaims(volume.tables.flatMap(({ cells }) => cells.flatMap(({ metrics }) => metrics)));
  const level = levelOf(volume);
  return {
    schema: 'custodes/atlas/2',
    id: volume.id,
    title: volume.title,
    looks: volume.looks,
    margin: MARGIN,
    verdict_count: countVerdicts(volume),
    level,
    large_sample: LARGE_SAMPLE,
    budget_seconds: { table: TABLE_BUDGET_SECONDS, core: CORE_BUDGET_SECONDS },
    verdicts: VERDICT_NAMES,
    parts: claims.map(({ metric, part, predicates, scope }) => ({ metric, part, predicates, scope })),
    tables: volume.tables.map(describeTable),
    cells: volume.tables.flatMap(({ id, cells }) =>
      cells.map((planned) => assembleCell(id, planned, claims, volume, level, scoresOf)),
    ),
  };
}
