import { requireBoard } from '../boards/catalogue.ts';
import { relateToBounds } from '../evaluation/board-bounds.ts';
import { diagnosisLabel } from '../evaluation/diagnosis-trials.ts';
import { permalinkDigest } from '../registry/digest.ts';
import { BOARD_COLUMNS } from './board-columns.ts';
import { groupBoard, noteOf, type BoardRow, type GroupName } from './board-groups.ts';
import type { Board } from './board.ts';
import type { BoardDocument } from './documents/board.ts';
import { resultPath } from './links.ts';
import { namesSchema, type Address } from './served-document.ts';

export type { BoardDocument };

/** A row of a leaderboard as flat fields; absent values are null. */
type BoardFields = BoardDocument['rows'][number];

/** Names of all fields of a row, in the order of the columns. */
export const BOARD_FIELDS: readonly string[] = BOARD_COLUMNS.flatMap(({ fields }) => fields);

function fieldsOf(row: BoardRow, group: GroupName, board: Board, address: Address): BoardFields {
  const { entry, main, twin, validity } = row;
  const { result_digest, measured } = entry.record;
  const rank = 'rank' in row ? row.rank : null;
  return {
    rank_best: rank?.best ?? null,
    rank_worst: rank?.worst ?? null,
    ties: 'ties' in row ? row.ties.join(' ') : '',
    method: entry.submission.title,
    submission: measured.submission.slug,
    version: measured.submission.version,
    group,
    note: noteOf(row),
    best_of: entry.submission.selection?.of ?? null,
    diagnosis: validity.diagnosis && diagnosisLabel(validity.diagnosis),
    verdict: validity.cell?.verdict ?? null,
    score: main.mean,
    lower: main.lower,
    upper: main.upper,
    floor: board.bounds.floor,
    ceiling: board.bounds.ceiling,
    twin: twin?.mean ?? null,
    twin_lower: twin?.lower ?? null,
    twin_upper: twin?.upper ?? null,
    twin_instances: twin?.count ?? null,
    share: main.mean === null ? null : relateToBounds(main.mean, board.bounds),
    instances: main.count,
    refused: main.refused,
    supervision: entry.submission.supervision,
    suite: measured.suite.version,
    status: measured.status,
    preview: entry.preview,
    result: permalinkDigest(result_digest),
    page: address(resultPath(result_digest)),
  };
}

/** The document at `/api/v1/boards/<track>.json`: every row of a leaderboard, in its order. */
export function describeBoard(board: Board, address: Address): BoardDocument {
  const { track, bounds, order } = board;
  return {
    ...namesSchema('board', address),
    schema: 'custodes/board/1',
    track: { id: track.id, version: track.version, title: track.title },
    primary: requireBoard(track.id).primary,
    floor: bounds.floor,
    ceiling: bounds.ceiling,
    smallest_attainable_p: order.smallestAttainableP,
    fields: BOARD_FIELDS,
    rows: groupBoard(board).flatMap(({ name, rows }) => rows.map((row) => fieldsOf(row, name, board, address))),
  };
}
