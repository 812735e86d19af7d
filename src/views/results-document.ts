import { requireBoard } from '../boards/catalogue.ts';
import type { BoardRow } from './board-groups.ts';
import type { Board, VariantScores } from './board.ts';
import type { ResultsDocument, ResultsPageDocument } from './documents/results.ts';
import type { Entry } from './entry.ts';
import { boardDataPath, resultPath, resultsPagePath } from './links.ts';
import type { Published } from './publication.ts';
import { namesSchema, type Address } from './served-document.ts';

/** Results on one page of the listing. */
export const RESULTS_PER_PAGE = 200;

/** Rows of all boards by result digest. */
export function indexRows(boards: readonly Board[]): ReadonlyMap<string, BoardRow> {
  const rows = boards.flatMap(({ ranked, unranked, reference }): BoardRow[] => [...ranked, ...unranked, ...reference]);
  return new Map(rows.map((row) => [row.entry.record.result_digest, row]));
}

function scores({ mean, lower, upper, count }: VariantScores) {
  return { mean, lower, upper, instances: count };
}

/** What the listing draws on. */
export interface ResultsSource {
  readonly rows: ReadonlyMap<string, BoardRow>;
  /** The record that replaces another, by the other's digest. */
  readonly successors: ReadonlyMap<string, Entry>;
  readonly address: Address;
}

function describeResult({ entry, time }: Published, { rows, successors, address }: ResultsSource) {
  const { result_digest, measured } = entry.record;
  const row = rows.get(result_digest);
  return {
    result_digest,
    published: time,
    page: address(resultPath(result_digest)),
    record: address(`${resultPath(result_digest)}record.json`),
    track: measured.track.id,
    submission: measured.submission,
    suite: measured.suite,
    status: measured.status,
    supervision: entry.submission.supervision,
    superseded_by: successors.get(result_digest)?.record.result_digest ?? null,
    /** Null for a result that is not the current one of its submission. */
    board: row === undefined ? null : describeRow(row),
  };
}

function describeRow(row: BoardRow) {
  return {
    rank: 'rank' in row ? row.rank : null,
    reference: 'role' in row ? row.role : null,
    main: scores(row.main),
    twin: row.twin && scores(row.twin),
    diagnosis: row.validity.diagnosis,
    verdict: row.validity.cell?.verdict ?? null,
  };
}

/** The document at `/api/v1/results/<page>.json`. @param page from 1 */
export function listResultsPage(
  results: readonly Published[],
  page: number,
  pages: number,
  source: ResultsSource,
): ResultsPageDocument {
  return {
    ...namesSchema('results-page', source.address),
    schema: 'custodes/results-page/1',
    page,
    pages,
    next: page < pages ? source.address(resultsPagePath(page + 1)) : null,
    results: results.map((published) => describeResult(published, source)),
  };
}

/** The document at `/api/v1/results.json`: where the results are, not the results. */
export function listResults(
  pages: readonly (readonly Published[])[],
  boards: readonly Board[],
  address: Address,
): ResultsDocument {
  return {
    ...namesSchema('results', address),
    schema: 'custodes/results/2',
    results: pages.reduce((sum, results) => sum + results.length, 0),
    pages: pages.map((results, i) => ({ address: address(resultsPagePath(i + 1)), results: results.length })),
    boards: boards.map(({ track, bounds, ranked, unranked, reference }) => ({
      track: track.id,
      primary: requireBoard(track.id).primary,
      floor: bounds.floor,
      ceiling: bounds.ceiling,
      rows: ranked.length + unranked.length + reference.length,
      address: address(boardDataPath(track.id, 'json')),
    })),
  };
}
