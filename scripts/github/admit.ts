import { formatFault } from '../../src/core/input-error.ts';
import { limitReached, type Attempt } from '../../src/registry/attempts.ts';
import { addAttempt } from '../../src/runtime/github/attempt-ledger.ts';
import { createClient } from '../../src/runtime/github/client.ts';
import { readFound } from '../../src/runtime/github/found.ts';
import { runAddress, setOutputs, variable } from '../../src/runtime/github/environment.ts';
import { writeOutcome } from '../../src/runtime/github/outcome-file.ts';
import { postStatus } from '../../src/runtime/github/statuses.ts';

/** Enters the attempt in the public ledger, unless a limit forbids it, and marks the commit as pending. Parses no file of a stranger. */
export async function admit(): Promise<void> {
  const client = createClient();
  const time = new Date().toISOString();
  const { pull_request, head_sha, account, submission, minutes } = readFound();
  const run = Number(variable('GITHUB_RUN_ID'));
  const next = { time, run, pull_request, head_sha, account, submission: submission ?? '', minutes };
  let limit: ReturnType<typeof limitReached> = null;
  const { event } = await addAttempt(client, time, (attempts): Attempt => {
    limit = limitReached(attempts, next);
    return { event: limit === null ? 'admitted' : 'refused', ...next };
  });
  const sha = head_sha;
  await postStatus(client, { sha, state: 'pending', description: 'waiting for its evaluation', address: runAddress() });
  if (event === 'admitted' || limit === null) {
    setOutputs({ admitted: String(event === 'admitted') });
    return;
  }
  const fault = { path: next.submission, ...(limit as { rule: string; fix: string }) };
  console.log(formatFault(fault));
  const common = { pull_request, head_sha: sha, submission, faults: [fault], minutes: 0, records: [] };
  setOutputs({ admitted: 'false', outcome: await writeOutcome({ ...common, verdict: 'over-limit' }) });
}
