import type { DocumentDefinition } from '../core/documents/define-document.ts';
import { allowedNames } from '../registry/documents/allowed-names.ts';
import { attempt } from '../registry/documents/attempt.ts';
import { outcome } from '../registry/documents/outcome.ts';
import { record } from '../registry/documents/record.ts';
import { referenceRows } from '../registry/documents/reference-rows.ts';
import { shard } from '../registry/documents/shard.ts';
import { submission } from '../registry/documents/submission.ts';
import { firstSuite, suite } from '../registry/documents/suite.ts';
import { verified, verifiedLine } from '../registry/documents/verified.ts';
import { withdrawals } from '../registry/documents/withdrawals.ts';

/** Every kind of JSON document that the registry writes or reads. Their schemas are served, and committed for editors. */
export const DOCUMENTS: readonly DocumentDefinition[] = [
  allowedNames,
  attempt,
  outcome,
  record,
  referenceRows,
  shard,
  submission,
  suite,
  firstSuite,
  verified,
  verifiedLine,
  withdrawals,
];
