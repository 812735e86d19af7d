import type { Score } from '../evaluation/validity/cell.ts';
import type { CurveId } from '../evaluation/validity/dose-plan.ts';
import type { KindId } from '../evaluation/validity/kinds.ts';
import type { MetricTables } from '../evaluation/validity/table.ts';
import { isMetricKey } from '../metrics/catalogue.ts';
import { validity, type ValidityDocument } from './documents/validity.ts';
import { createValidator } from './validator.ts';

const STEPS = 10_000;

function packed(scores: readonly Score[]): (number | null)[] {
  return scores.map((score) => (score === null ? null : Math.round(score * STEPS)));
}

function unpacked(scores: readonly (number | null)[]): Score[] {
  return scores.map((score) => (score === null ? null : score / STEPS));
}

/** Reads `content/validity/<metric>.json`. */
export const validityDocument = createValidator(validity.schema);

/** The tables of one metric as they are stored. */
export function writeTables({ metric, strata, doses }: MetricTables): ValidityDocument {
  return {
    schema: 'custodes/validity/1',
    metric,
    unit: 1 / STEPS,
    strata: strata.map(({ table, request, part, looks, needsLinear, unavailable, cells }) => ({
      table,
      ...request,
      part,
      looks: looks.map(({ draws, spent }): [number, number] => [draws, spent]),
      needs_linear: needsLinear,
      unavailable: [...unavailable],
      cells: cells.map(({ kind, side, sampler, scores }) => ({ kind, side, sampler, scores: packed(scores) })),
    })),
    doses: doses.map(({ request, curve, dose, scores }) => ({ ...request, curve, dose, scores: packed(scores) })),
  } as ValidityDocument;
}

/** The tables that a document holds. @throws Error for a metric that this engine does not have */
export function readTables({ metric, strata, doses }: ValidityDocument): MetricTables {
  if (!isMetricKey(metric)) throw new Error(`content/validity/${metric}.json is of no metric`);
  return {
    metric,
    strata: strata.map(({ table, law, n, d, m, part, looks, needs_linear, unavailable, cells }) => {
      const own = cells.map(({ kind, side, sampler, scores }) => ({
        kind: kind as KindId,
        side,
        sampler,
        scores: unpacked(scores),
      }));
      return {
        table,
        request: { law, n, d, m },
        part,
        required: own.map(({ kind, side, sampler }) => ({ kind, side, sampler })),
        unavailable: unavailable as readonly KindId[],
        needsLinear: needs_linear,
        cells: own,
        looks: looks.map(([draws, spent]) => ({ draws, spent })),
      };
    }),
    doses: doses.map(({ law, n, d, m, curve, dose, scores }) => ({
      request: { law, n, d, m },
      curve: curve as CurveId,
      dose,
      scores: unpacked(scores),
    })),
  };
}
