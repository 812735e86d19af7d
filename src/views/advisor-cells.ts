import { requestOf, type AtlasDocument, type StoredCell } from '../evaluation/atlas-document.ts';
import { certify } from '../evaluation/certification.ts';
import { METRICS, type Predicate } from '../metrics/catalogue.ts';
import { resolveCell } from '../suite/cell.ts';
import { DGPS } from '../suite/dgps/catalogue.ts';
import { GEOMETRIES } from '../suite/geometries/catalogue.ts';
import type { EquivalenceClass } from '../suite/tracks/track.ts';
import type { AdvisorCell, AdvisorData } from './advice.ts';
import { kindOfFactors } from './advisor-setting.ts';
import { settingOf } from './atlas-setting.ts';

/** What the truth table of the suite calls a class. */
const PREDICATES: Readonly<Record<EquivalenceClass, Predicate>> = {
  'affine-elementwise': 'affine-elementwise',
  'monotone-elementwise': 'monotone-elementwise',
  elementwise: 'elementwise',
  affine: 'affinely-decodable',
  block: 'block',
};

function listScores({ parts, verdicts }: AtlasDocument, { results }: StoredCell): AdvisorCell['scores'] {
  const scores = parts.flatMap(({ metric, part }, i) => {
    const row = results[i];
    if (!row || part !== METRICS[metric].rankPart) return [];
    const [mean, lower, upper, verdict] = row;
    return [[metric, [mean, lower, upper, verdicts[verdict]!] as const] as const];
  });
  return Object.fromEntries(scores);
}

/**
 * Every cell of the atlas whose truth is not a matter of degree, with what each class asks of a score there. Built with the site; the
 * advisor's page reads it.
 */
export function createAdvisorData(documents: readonly AtlasDocument[]): AdvisorData {
  const cells = documents.flatMap((document) =>
    document.cells.flatMap((stored): AdvisorCell[] => {
      const { truth } = resolveCell(requestOf(stored));
      if (truth.graded) return [];
      const { table, dgp, geometry, n, d, m, parameters = {} } = stored;
      const expectations = Object.fromEntries(
        Object.entries(PREDICATES).map(([name, predicate]) => [name, certify([predicate], truth, 'all')]),
      ) as AdvisorCell['expectations'];
      const setting = settingOf({ table, m, d, parameters });
      return [{ table, dgp, geometry, n, d, m, parameters, setting, expectations, scores: listScores(document, stored) }];
    }),
  );
  const titles = (entries: readonly { readonly id: string; readonly title: string }[]) =>
    Object.fromEntries(entries.map(({ id, title }) => [id, title]));
  const factors = Object.fromEntries(DGPS.map((dgp) => [dgp.id, kindOfFactors(dgp)]));
  return { factors, dgps: titles(DGPS), geometries: titles(GEOMETRIES), cells };
}
