import { describe, expect, it } from 'vitest';
import type { MetricKey } from '../metrics/catalogue.ts';
import { resolveCell } from '../suite/cell.ts';
import type { AtlasDocument } from './atlas-document.ts';
import { excerptAtlas, findStoredCell, type FoundCell } from './atlas-excerpt.ts';
import type { AtlasVolume } from './atlas-plan.ts';
import { joinAtlas } from './join-atlas.ts';
import { assembleMetricAtlas } from './metric-atlas.ts';
import { rerunStoredCell, type RerunStep } from './atlas-rerun.ts';
import { seedsOf } from './stress-job.ts';
import { scoreCell } from './stress-scores.ts';

const METRICS: readonly MetricKey[] = ['mcc_pearson', 'r2', 'mig'];
const REQUEST = { dgp: 'D2', geometry: 'E3', n: 60, d: 3 } as const;

const VOLUME: AtlasVolume = {
  id: 'small',
  title: 'Small',
  looks: [3, 5],
  family: 30,
  tables: [
    {
      id: 'base',
      title: 'Base',
      coverage: {},
      cells: [
        { request: REQUEST, metrics: METRICS },
        { request: { ...REQUEST, parameters: { kappa: 2 } }, metrics: METRICS },
        { request: { dgp: 'D1', geometry: 'E1', n: 60, d: 3 }, metrics: METRICS },
      ],
    },
  ],
};

const PLAN = { volumes: [VOLUME], experiments: [] };
const FILES = METRICS.map((metric) =>
  assembleMetricAtlas(metric, PLAN, (job) =>
    scoreCell(resolveCell(job.request), seedsOf(job), { metrics: job.metrics, holdout: 0 }),
  ),
);
const DOCUMENT = joinAtlas(FILES, PLAN)[0]!;

function find(request: Parameters<typeof resolveCell>[0], document: AtlasDocument = DOCUMENT): FoundCell | null {
  return findStoredCell(excerptAtlas([document], request.dgp, request.geometry), resolveCell(request));
}

const rerun = (found: FoundCell, metrics: readonly MetricKey[] = METRICS): RerunStep[] => [...rerunStoredCell(found, metrics)];
const rowsOf = (steps: readonly RerunStep[]) => steps.flatMap((step) => (step.kind === 'compared' ? step.rows : []));

describe('findStoredCell', () => {
  it('tells cells apart by everything that makes a configuration, defaults filled in', () => {
    expect(find(REQUEST)?.stored).toBe(DOCUMENT.cells[0]);
    expect(find({ ...REQUEST, m: 3, parameters: { kappa: 10, rho: 0.5 } })?.stored).toBe(DOCUMENT.cells[0]);
    expect(find({ ...REQUEST, parameters: { kappa: 2 } })?.stored).toBe(DOCUMENT.cells[1]);
    expect(find({ ...REQUEST, n: 61 })).toBeNull();
    expect(find({ ...REQUEST, parameters: { rho: 0.4 } })).toBeNull();
  });
});

describe('rerunStoredCell', () => {
  it('finds every number and every digest, and counts the draws to the end', () => {
    const steps = rerun(find(REQUEST)!);
    const rows = rowsOf(steps);
    expect(rows).toHaveLength(4);
    expect(rows.every(({ identical }) => identical)).toBe(true);
    const scored = steps.filter((step) => step.kind === 'scored');
    expect(scored.map(({ done }) => done)).toEqual(scored.map((_, i) => i + 1));
    expect(scored.at(-1)!.total).toBe(scored.length);
    const digests = steps.flatMap((step) => (step.kind === 'compared' ? step.digests : []));
    expect(digests).toEqual(METRICS.map((metric) => ({ metric, stored: expect.any(String), recomputed: expect.any(String) })));
    for (const { stored, recomputed } of digests) expect(stored).toBe(recomputed);
  });

  it('recomputes the metrics that are asked for', () => {
    const steps = rerun(find(REQUEST)!, ['r2', 'tmex']);
    expect(rowsOf(steps).map(({ claim }) => claim.metric)).toEqual(['r2']);
  });

  it('sees a number that was changed by the last digit', () => {
    const [mean, ...rest] = DOCUMENT.cells[0]!.results[0]!;
    const changed = {
      ...DOCUMENT.cells[0]!,
      results: [[mean! + 1e-6, ...rest] as never, ...DOCUMENT.cells[0]!.results.slice(1)],
    };
    const found = find(REQUEST, { ...DOCUMENT, cells: [changed] })!;
    expect(rowsOf(rerun(found)).filter(({ identical }) => !identical)).toHaveLength(1);
  });
});
