/** A column of a leaderboard that a reader can show, hide and sort by. */
export interface BoardColumn {
  readonly key: string;
  readonly title: string;
  /** How it sorts; without it the column cannot be sorted by. */
  readonly sort?: 'number' | 'text';
  /** Aligned as numbers. */
  readonly number?: true;
  /** Shown before the reader chooses. */
  readonly shown: boolean;
  /** Fields of the board's document that a download of this column holds. */
  readonly fields: readonly string[];
}

/** The columns of a leaderboard from left to right. The method is always there. */
export const BOARD_COLUMNS: readonly BoardColumn[] = [
  { key: 'rank', title: 'Rank', sort: 'number', shown: true, fields: ['rank_best', 'rank_worst', 'ties'] },
  {
    key: 'method',
    title: 'Method',
    sort: 'text',
    shown: true,
    fields: ['method', 'submission', 'version', 'group', 'note', 'best_of', 'diagnosis', 'verdict'],
  },
  { key: 'score', title: 'Score', sort: 'number', number: true, shown: true, fields: ['score', 'lower', 'upper'] },
  { key: 'chart', title: 'Floor to ceiling', shown: true, fields: ['floor', 'ceiling'] },
  {
    key: 'twin',
    title: 'Twin',
    sort: 'number',
    number: true,
    shown: true,
    fields: ['twin', 'twin_lower', 'twin_upper', 'twin_instances'],
  },
  { key: 'share', title: 'Share', sort: 'number', number: true, shown: false, fields: ['share'] },
  { key: 'instances', title: 'Instances', sort: 'number', number: true, shown: true, fields: ['instances', 'refused'] },
  { key: 'supervision', title: 'Supervision', sort: 'text', shown: true, fields: ['supervision'] },
  { key: 'suite', title: 'Suite', sort: 'text', shown: false, fields: ['suite'] },
  { key: 'result', title: 'Result', shown: true, fields: ['status', 'preview', 'result', 'page'] },
];

/** The column that is never hidden, since it names the row. */
export const NAMING_COLUMN = 'method';

/** Keys of the columns that a leaderboard shows before its reader chooses. */
export const DEFAULT_COLUMNS: readonly string[] = BOARD_COLUMNS.filter(({ shown }) => shown).map(({ key }) => key);
