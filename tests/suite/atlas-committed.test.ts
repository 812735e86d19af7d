/** The committed atlas against the engine, as far as a quick test can: the whole comparison is `npm run stress -- --check`. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/core/random/stream.ts';
import { assembleCell, levelOf } from '../../src/evaluation/atlas.ts';
import { expandAtlas, formatAtlas, metricsOf, requestOf, type AtlasDocument } from '../../src/evaluation/atlas-document.ts';
import { ATLAS_VOLUMES } from '../../src/evaluation/atlas-plan.ts';
import { listClaims } from '../../src/evaluation/claims.ts';
import { formatExperiments, type ExperimentDocument } from '../../src/evaluation/experiment-document.ts';
import { EXPERIMENTS } from '../../src/evaluation/experiments.ts';
import { seedsOf } from '../../src/evaluation/stress-job.ts';
import { scoreCell } from '../../src/evaluation/stress-scores.ts';
import type { MetricKey } from '../../src/metrics/catalogue.ts';
import { resolveCell } from '../../src/suite/cell.ts';

/** Metrics that take a millisecond. */
const QUICK: readonly MetricKey[] = ['mcc_pearson', 'mcc_spearman', 'r2', 'mig'];
const SAMPLE = 4;
const LARGEST_FILE = 1_000_000;

function readAtlas(id: string): { text: string; document: AtlasDocument } {
  const text = readFileSync(`content/atlas/${id}.json`, 'utf8');
  return { text, document: JSON.parse(text) as AtlasDocument };
}

describe.each(ATLAS_VOLUMES.map((volume) => [volume.id, volume] as const))('the committed volume %s', (id, volume) => {
  const { text, document } = readAtlas(id);

  it('claims of each part what the catalogue claims', () => {
    const claims = listClaims().map(({ metric, part, predicates, scope }) => ({ metric, part, predicates, scope }));
    expect(document.parts).toEqual(claims.filter(({ metric }) => document.parts.some((part) => part.metric === metric)));
  });

  it('holds the cells of the plan with the metrics of the plan, in the form in which it is written, within a megabyte', () => {
    const planned = volume.tables.flatMap(({ id: table, cells }) =>
      cells.map(({ request: { dgp, geometry, parameters }, metrics }) => [table, dgp, geometry, parameters, metrics]),
    );
    const stored = document.cells.map((cell) => [
      cell.table,
      cell.dgp,
      cell.geometry,
      cell.parameters,
      metricsOf(document, cell),
    ]);
    expect(stored).toEqual(planned);
    expect([document.looks, document.level]).toEqual([volume.looks, levelOf(volume)]);
    expect(formatAtlas(document)).toBe(text);
    expect(text.length).toBeLessThan(LARGEST_FILE);
  });

  const simple = document.cells.filter(
    ({ n, geometry, parameters }) => n <= 1000 && geometry !== 'E12' && parameters?.['alpha'] === undefined,
  );
  const chosen = [...new RandomStream('custodes/test', 'committed atlas', id).choice(simple.length, SAMPLE)].map(
    (i) => simple[i]!,
  );

  it.each(chosen.map((cell) => [`${cell.table} ${cell.dgp} ${cell.geometry}`, cell] as const))(
    '%s recomputes to the same numbers',
    (_, stored) => {
      const followed = metricsOf(document, stored);
      const metrics = QUICK.filter((metric) => followed.includes(metric));
      const planned = { request: requestOf(stored), metrics };
      const recomputed = assembleCell(stored.table, planned, listClaims(metrics), document, document.level, (job) =>
        scoreCell(resolveCell(job.request), seedsOf(job), { metrics: job.metrics, holdout: 0 }),
      );
      const rows = document.parts.flatMap(({ metric }, i) => (metrics.includes(metric) ? [stored.results[i]] : []));
      expect(recomputed.results).toEqual(rows);
    },
  );
});

it('permuted and scaled factors are calibrated for the correlation coefficients and R² under every DGP', () => {
  const cells = expandAtlas(readAtlas('atlas').document).filter(
    ({ table, geometry, metric }) => table === 'base' && geometry === 'E1' && /^(mcc_|r2)/.test(metric),
  );
  expect(cells.length).toBeGreaterThan(50);
  expect(cells.filter(({ verdict }) => verdict !== 'calibrated')).toEqual([]);
});

it('the committed experiments are those of the catalogue, in the form in which they are written, within a megabyte', () => {
  const text = readFileSync('content/atlas/experiments.json', 'utf8');
  const document = JSON.parse(text) as ExperimentDocument;
  expect(document.experiments.map(({ id, settings }) => [id, settings.map(({ panel, at }) => [panel, at])])).toEqual(
    EXPERIMENTS.map(({ id, settings }) => [id, settings.map(({ panel, at }) => [panel, at])]),
  );
  expect(document.experiments.map(({ parts }) => [...new Set(parts.map(({ metric }) => metric))])).toEqual(
    EXPERIMENTS.map(({ metrics }) => listClaims(metrics).map(({ metric }) => metric)).map((keys) => [...new Set(keys)]),
  );
  expect(formatExperiments(document)).toBe(text);
  expect(text.length).toBeLessThan(LARGEST_FILE);
});
