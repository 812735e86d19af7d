import { findStoredCell } from '../../evaluation/atlas-excerpt.ts';
import { rerunStoredCell, type DigestComparison, type RowComparison } from '../../evaluation/atlas-rerun.ts';
import { COMPUTED_METRICS } from '../../evaluation/claims.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';
import { metricsOfCost } from '../../views/lab/fast-metrics.ts';
import { parseLabSetting, resolveLabCell } from '../../views/lab/lab-setting.ts';
import { concludeRerun, rerunRows } from '../../views/lab/rerun-rows.ts';
import type { CellScope, LabRequest, RerunAnswer } from './lab-protocol.ts';
import { loadStoredCells } from './stored-cells.ts';

function metricsInScope(scope: CellScope, metric: MetricKey): readonly MetricKey[] {
  if (scope === 'metric') return [metric];
  return scope === 'fast' ? metricsOfCost('fast') : COMPUTED_METRICS;
}

/** Recomputes the atlas's cell of a setting and compares it line by line. @throws Error where the atlas has no such cell */
export async function rerunSetting(
  { fields, cellsUrl, scope }: Extract<LabRequest, { kind: 'rerun' }>,
  report: (report: RerunAnswer) => void,
): Promise<void> {
  const setting = parseLabSetting(fields);
  const cell = resolveLabCell(setting);
  const found = findStoredCell(await loadStoredCells(cellsUrl, cell.dgp.id, cell.geometry.id), cell);
  if (found === null) throw new Error('The atlas has no cell with this setting.');
  const compared: RowComparison[] = [];
  const digests: DigestComparison[] = [];
  for (const step of rerunStoredCell(found, metricsInScope(scope, setting.metric)))
    switch (step.kind) {
      case 'scored':
        report(step);
        break;
      case 'compared':
        compared.push(...step.rows);
        digests.push(...step.digests);
        report({ kind: 'compared', rows: rerunRows(step.rows, found.excerpt.verdicts) });
        break;
    }
  if (compared.length === 0) throw new Error('The atlas does not follow this metric on this cell.');
  report({ kind: 'concluded', conclusion: concludeRerun(compared, digests) });
}
