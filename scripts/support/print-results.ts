import type { ResultRecord } from '../../src/registry/record.ts';
import type { StoredRecord } from '../../src/runtime/node/record-files.ts';
import { formatResult } from '../../src/runtime/node/result-table.ts';

/** What a command says of the records that it made, and of where they went. */
export function printResults(records: readonly ResultRecord[], stored: readonly StoredRecord[]): void {
  console.log(records.map(formatResult).join('\n'));
  for (const { path, outcome } of stored) {
    console.log(
      outcome === 'retry' ? `${path}: a retry, the same result is there already; nothing written` : `${path}: ${outcome}`,
    );
  }
  if (stored.length === 0) console.log('Dry run: nothing written. Use --out DIR to keep the record.');
}
