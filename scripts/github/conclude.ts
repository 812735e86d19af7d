import { existsSync } from 'node:fs';
import { addAttempt } from '../../src/runtime/github/ledger.ts';
import { createClient } from '../../src/runtime/github/client.ts';
import { readFound, type Found } from '../../src/runtime/github/found.ts';
import { runAddress, variable } from '../../src/runtime/github/environment.ts';
import { readOutcome, writeOutcome } from '../../src/runtime/github/outcome-file.ts';
import { postStatus, type CommitStatus } from '../../src/runtime/github/statuses.ts';
import type { Outcome, Verdict } from '../../src/registry/outcome.ts';

const STATES: Readonly<Record<Verdict, CommitStatus['state']>> = {
  evaluated: 'success',
  rejected: 'failure',
  'over-limit': 'failure',
  broken: 'error',
};

/** Digits of the outcome's SHA-256 in the status: whoever comments believes no other outcome. */
const VOUCHED_DIGITS = 16;

/** Minutes of a run that left no outcome: as booked where its machines ran, none where they did not. */
function minutesLost({ minutes }: Found): number {
  const ran = process.env['BOOKED'] === 'true' && process.env['SHARDS_RESULT'] !== 'skipped';
  return ran ? minutes : 0;
}

async function readOrReport(found: Found): Promise<{ outcome: Outcome; sha256: string }> {
  const { pull_request, head_sha, submission } = found;
  if (existsSync('outcome/outcome.json')) {
    const left = await readOutcome();
    // The digest comes as an output of the job that wrote it: a model that took another machine over cannot have set it.
    if (left.outcome.head_sha === head_sha && left.sha256 === process.env['OUTCOME_SHA256']) return left;
  }
  const fault = { path: 'evaluation', rule: 'ended without an outcome', fix: 'a maintainer starts it again' };
  const common = { pull_request, head_sha, submission };
  await writeOutcome({ ...common, verdict: 'broken', faults: [fault], minutes: minutesLost(found), records: [] });
  return await readOutcome();
}

/** Posts the required status, and closes the attempt in the ledger. */
export async function conclude(): Promise<void> {
  const client = createClient();
  const asked = readFound();
  const { head_sha: sha, account } = asked;
  const address = runAddress();
  if (asked.verdict === 'none') {
    await postStatus(client, { sha, state: 'success', description: 'no submission in this pull request', address });
    return;
  }
  const { outcome, sha256 } = await readOrReport(asked);
  const { verdict, minutes, pull_request, submission } = outcome;
  if (process.env['ADMITTED'] === 'true') {
    const time = new Date().toISOString();
    const run = Number(variable('GITHUB_RUN_ID'));
    const common = { time, run, account, pull_request, head_sha: sha, submission: submission ?? '', minutes, verdict };
    await addAttempt(client, time, () => ({ event: 'ended', ...common }));
  }
  const description = `${verdict}; outcome ${sha256.slice(0, VOUCHED_DIGITS)}`;
  await postStatus(client, { sha, state: STATES[verdict], description, address });
}
