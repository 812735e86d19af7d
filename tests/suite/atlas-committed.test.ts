/** The committed atlas against the engine, as far as a quick test can: the whole comparison is `npm run -s stress -- --check`. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/core/random/stream.ts';
import { expandAtlas } from '../../src/evaluation/atlas-document.ts';
import { selectMetrics, WHOLE_ATLAS } from '../../src/evaluation/atlas-plan.ts';
import { describeMetricAtlas, formatMetricAtlas } from '../../src/evaluation/metric-atlas.ts';
import { cellKey, plannedKey } from '../../src/evaluation/metric-cell.ts';
import { seedsOf } from '../../src/evaluation/stress-job.ts';
import { scoreCell } from '../../src/evaluation/stress-scores.ts';
import type { MetricKey } from '../../src/metrics/catalogue.ts';
import { atlasPath, readAtlas } from '../../src/runtime/node/atlas-file.ts';
import { plannedLines, storedLines } from '../../src/runtime/node/atlas-lines.ts';
import { resolveCell } from '../../src/suite/cell.ts';
import { COMMITTED_VOLUMES } from '../views/committed-atlas.ts';

/** Metrics that take a millisecond. */
const QUICK: readonly MetricKey[] = ['mcc_pearson', 'mcc_spearman', 'r2', 'mig'];
const SAMPLE = 4;
const LARGEST_FILE = 1_000_000;

const files = await readAtlas(process.cwd());

it('has the metrics that papers report most', () => {
  for (const metric of [...QUICK, 'dci_d'] as const) expect(files.has(metric)).toBe(true);
});

describe.each([...files])('the committed file of %s', (metric, document) => {
  it('says of the metric and of its levels what the engine says', () => {
    const { cells: _cells, experiments: _experiments, ...head } = document;
    expect(head).toEqual(describeMetricAtlas(metric, WHOLE_ATLAS));
  });

  it('holds cells and settings of the plan, in its order and in the form in which they are written, within a megabyte', () => {
    const { volumes, experiments } = selectMetrics(WHOLE_ATLAS, [metric]);
    const stored = document.cells.map(cellKey);
    const planned = volumes.flatMap(({ tables }) =>
      tables.flatMap(({ id, cells }) => cells.map(({ request }) => plannedKey(id, request))),
    );
    // What was added to the plan may be missing until someone computes it.
    expect(planned.filter((key) => stored.includes(key))).toEqual(stored);
    expect(stored.length).toBeGreaterThan(100);
    const points = experiments.map(({ id, settings }) => [id, settings.map(({ panel, at }) => [panel, at])]);
    expect(document.experiments.sweeps.map(({ id, settings }) => [id, settings.map(({ panel, at }) => [panel, at])])).toEqual(
      points,
    );
    const text = readFileSync(atlasPath(metric), 'utf8');
    expect(formatMetricAtlas(document)).toBe(text);
    expect(text.length).toBeLessThan(LARGEST_FILE);
  });
});

describe.each(QUICK)('lines of %s', (metric) => {
  const stored = storedLines(files.get(metric)!);
  const quick = plannedLines(metric, WHOLE_ATLAS).filter(({ key, needs }) => {
    const jobs = needs(() => undefined);
    return stored.has(key) && jobs.every(({ request }) => request.n <= 1000);
  });
  const stream = new RandomStream('custodes/test', 'committed atlas', metric);
  const chosen = [...stream.choice(quick.length, SAMPLE)].map((i) => quick[i]!);

  it.each(chosen.map((line) => [line.name, line] as const))('%s is recomputed to the same numbers', (_, line) => {
    const recomputed = line.compute((job) =>
      scoreCell(resolveCell(job.request), seedsOf(job), { metrics: job.metrics, holdout: job.holdout ?? 0 }),
    );
    expect(recomputed).toEqual(stored.get(line.key));
  });
});

it('permuted and scaled factors are calibrated for the correlation coefficients and R² under every DGP', () => {
  const cells = expandAtlas(COMMITTED_VOLUMES[0]!).filter(
    ({ table, geometry, metric }) => table === 'base' && geometry === 'E1' && /^(mcc_|r2)/.test(metric),
  );
  expect(cells.length).toBeGreaterThan(50);
  expect(cells.filter(({ verdict }) => verdict !== 'calibrated')).toEqual([]);
});
