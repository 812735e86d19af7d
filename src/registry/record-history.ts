import type { Fault } from '../core/input-error.ts';
import { permalinkDigest } from './digest.ts';
import type { Withdrawal } from './withdrawals.ts';

/** A file of a record or of an addendum that a commit changed or deleted. */
export interface RecordChange {
  /** `content/results/<track>/<digest12>.json`, or an addendum's below `content/addenda` */
  readonly path: string;
  /** Result digest that an addendum extended. */
  readonly extends?: string;
  readonly status: string;
  readonly commit: string;
}

const RECORD_FILE = /^content\/(?:results|addenda)\/[a-z0-9-]+\/([0-9a-f]{12})\.json$/;
/** Reasons for which a record's file may go; for the others its numbers stay, marked as withdrawn. */
const REMOVABLE: readonly Withdrawal['reason'][] = ['law', 'privacy'];

/**
 * Records are only added to. A deletion needs an entry in the withdrawal ledger that allows it; a change is never allowed.
 *
 * @param changes every change and deletion in the history of the main branch
 */
export function auditRecordHistory(changes: readonly RecordChange[], withdrawals: readonly Withdrawal[]): Fault[] {
  const removable = new Set(
    withdrawals.filter(({ reason }) => REMOVABLE.includes(reason)).map(({ result_digest }) => permalinkDigest(result_digest)),
  );
  return changes.flatMap(({ path, status, commit, extends: extended }): Fault[] => {
    const [, own] = RECORD_FILE.exec(path) ?? [];
    if (own === undefined) return [];
    const digest = extended === undefined ? own : permalinkDigest(extended);
    const where = `in ${commit.slice(0, 12)}`;
    if (status !== 'removed') {
      return [{ path, rule: `was edited ${where}`, fix: 'restore its bytes: records are never edited' }];
    }
    if (removable.has(digest)) return [];
    const fix = 'restore it, or enter it in content/withdrawals.json for law or privacy';
    return [{ path, rule: `was deleted ${where}`, fix }];
  });
}
