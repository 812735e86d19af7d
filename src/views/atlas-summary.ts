import { expandAtlas, type AtlasDocument } from '../evaluation/atlas-document.ts';
import { METRICS } from '../metrics/catalogue.ts';
import { formatCount, formatList } from './format.ts';
import { tallyVerdicts, type Tally } from './tally.ts';

/** A table of the atlas in numbers. */
export interface AtlasTableSummary {
  readonly id: string;
  readonly title: string;
  readonly cells: number;
  readonly tally: Tally;
  /** Verdicts that rest on more seeds than the first look. */
  readonly extended: number;
  /** Sentences on metrics that the budget keeps to fewer cells. */
  readonly coverage: readonly string[];
}

/** Every table of some volumes, in their order. */
export function summariseTables(documents: readonly AtlasDocument[]): AtlasTableSummary[] {
  return documents.flatMap((document) => {
    const byTable = Map.groupBy(expandAtlas(document), ({ table }) => table);
    return document.tables.map(({ id, title, coverage }) => {
      const verdicts = byTable.get(id) ?? [];
      return {
        id,
        title,
        cells: document.cells.filter(({ table }) => table === id).length,
        tally: tallyVerdicts(verdicts),
        extended: verdicts.filter(({ seeds }) => seeds > document.looks[0]!).length,
        coverage: coverage.map(
          ({ rule, metrics }) => `${formatList([...new Set(metrics.map((key) => METRICS[key]?.title ?? key))])}: ${rule}`,
        ),
      };
    });
  });
}

/** How verdicts were reached, in a sentence. */
export function describeLooks({ looks, level }: Pick<AtlasDocument, 'looks' | 'level'>): string {
  const [first, ...later] = looks.map(formatCount);
  const more = later.length === 0 ? '' : `, up to ${formatList(later)} where these leave a cheap metric’s verdict open`;
  return `${first} seeds a cell${more}; each interval at level ${level.toFixed(6)}`;
}
