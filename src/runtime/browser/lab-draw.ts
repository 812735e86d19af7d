import { findStoredCell, type FoundCell } from '../../evaluation/atlas-excerpt.ts';
import { metricsOf } from '../../evaluation/atlas-document.ts';
import { COMPUTED_METRICS } from '../../evaluation/claims.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';
import { measureStepwise } from '../../metrics/measure.ts';
import type { MetricResult } from '../../metrics/metric.ts';
import { drawCell, type Cell } from '../../suite/cell.ts';
import { metricsOfCost } from '../../views/lab/fast-metrics.ts';
import { allowedCodeCounts, parseLabSetting, resolveLabCell } from '../../views/lab/lab-setting.ts';
import { viewDraw } from '../../views/lab/lab-view.ts';
import { stressCommand } from '../../views/lab/stress-command.ts';
import type { DrawReport, LabRequest } from './lab-protocol.ts';
import { loadStoredCells } from './stored-cells.ts';
import { takeTurns } from './take-turns.ts';

/** Between two views of the same draw: more often nobody can read. */
const VIEW_MILLISECONDS = 150;

type DrawRequest = Extract<LabRequest, { kind: 'draw' }>;

function describeFound(found: FoundCell | null): DrawReport['stored'] {
  if (found === null) return null;
  const { excerpt, stored } = found;
  return { title: excerpt.title, metrics: metricsOf(excerpt, stored).length };
}

/**
 * Draws a setting and measures it, the fast metrics first.
 *
 * @param isNewest whether nobody has asked for another draw since
 * @param report called whenever there is something new to see, at last when all is computed
 * @throws InputError where the setting breaks a rule
 */
export async function drawSetting(
  { id, fields, cellsUrl, slow }: DrawRequest,
  isNewest: () => boolean,
  report: (report: DrawReport) => void,
): Promise<void> {
  const start = performance.now();
  const setting = parseLabSetting(fields);
  const cell: Cell = resolveLabCell(setting);
  let found: FoundCell | null | undefined;
  const finding = loadStoredCells(cellsUrl, cell.dgp.id, cell.geometry.id).then(
    (excerpts) => (found = findStoredCell(excerpts, cell)),
    () => (found = null),
  );
  const draw = drawCell(cell, setting.seed);
  const results: Partial<Record<MetricKey, MetricResult>> = {};
  const wanted = slow ? COMPUTED_METRICS : metricsOfCost('fast');
  const show = () =>
    report({
      kind: 'drawn',
      id,
      view: viewDraw(cell, draw, results, setting.metric, found ?? null),
      command: stressCommand(cell, setting.seed),
      codes: { ...allowedCodeCounts(cell), m: cell.m },
      stored: found === undefined ? undefined : describeFound(found),
      done: Object.keys(results).length,
      wanted: wanted.length,
      milliseconds: performance.now() - start,
    });
  let shown = start;
  // What is quick to compute comes first, whatever else is wanted.
  for (const metrics of slow ? [metricsOfCost('fast'), metricsOfCost('slow')] : [wanted])
    for (const step of measureStepwise(draw.factors, draw.codes, { seed: setting.seed, metrics })) {
      Object.assign(results, step);
      await takeTurns();
      if (!isNewest()) return;
      if (performance.now() - shown > VIEW_MILLISECONDS) {
        show();
        shown = performance.now();
      }
    }
  show();
  if (found !== undefined) return;
  await finding;
  if (isNewest()) show();
}
