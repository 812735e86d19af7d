/** The committed atlas against the engine, as far as a quick test can: the whole comparison is `npm run stress -- --check`. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/core/random/stream.ts';
import { assembleCell, expandAtlas, formatAtlas, requestOf, type AtlasDocument } from '../../src/evaluation/atlas.ts';
import { ATLAS_TABLES } from '../../src/evaluation/atlas-plan.ts';
import { listClaims } from '../../src/evaluation/claims.ts';
import { firstSeeds, scoreCell } from '../../src/evaluation/stress-scores.ts';
import type { MetricKey } from '../../src/metrics/catalogue.ts';
import { resolveCell } from '../../src/suite/cell.ts';

const text = readFileSync('content/atlas/atlas.json', 'utf8');
const document = JSON.parse(text) as AtlasDocument;

/** Metrics that take a millisecond. */
const QUICK: readonly MetricKey[] = ['mcc_pearson', 'mcc_spearman', 'r2', 'mig'];
const SAMPLE = 4;
const LARGEST_FILE = 1_000_000;

describe('the committed atlas', () => {
  it('claims of each part what the catalogue claims', () => {
    const claims = listClaims().map(({ metric, part, predicates, scope }) => ({ metric, part, predicates, scope }));
    for (const part of document.parts) expect(claims).toContainEqual(part);
  });

  it('holds the cells of the plan, in the form in which it is written, within a megabyte', () => {
    const planned = ATLAS_TABLES.flatMap(({ id, requests }) =>
      requests.map(({ dgp, geometry, parameters }) => [id, dgp, geometry, parameters]),
    );
    expect(document.cells.map(({ table, dgp, geometry, parameters }) => [table, dgp, geometry, parameters])).toEqual(planned);
    expect(formatAtlas(document)).toBe(text);
    expect(text.length).toBeLessThan(LARGEST_FILE);
  });

  it('says of permuted and scaled factors that the correlation coefficients and R² are calibrated under every DGP', () => {
    const cells = expandAtlas(document).filter(
      ({ table, geometry, metric }) => table === 'base' && geometry === 'E1' && /^(mcc_|r2)/.test(metric),
    );
    expect(cells.length).toBeGreaterThan(50);
    expect(cells.filter(({ verdict }) => verdict !== 'calibrated')).toEqual([]);
  });

  const simple = document.cells.filter(({ geometry, parameters }) => geometry !== 'E12' && parameters?.['alpha'] === undefined);
  const chosen = [...new RandomStream('custodes/test', 'committed atlas').choice(simple.length, SAMPLE)].map((i) => simple[i]!);

  it.each(chosen.map((cell) => [`${cell.table} ${cell.dgp} ${cell.geometry}`, cell] as const))(
    '%s recomputes to the same numbers',
    (_, stored) => {
      const recomputed = assembleCell(stored.table, requestOf(stored), listClaims(QUICK), document.level, ({ request, seeds }) =>
        scoreCell(resolveCell(request), firstSeeds(seeds), { metrics: QUICK, holdout: 0 }),
      );
      const rows = document.parts.flatMap(({ metric }, i) => (QUICK.includes(metric) ? [stored.results[i]] : []));
      expect(recomputed.results).toEqual(rows);
    },
  );
});
