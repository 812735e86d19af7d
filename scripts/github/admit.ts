import { formatFault } from '../../src/core/input-error.ts';
import { limitReached, minutesExceeded, type Attempt, type Limit } from '../../src/registry/attempts.ts';
import { addAttempt } from '../../src/runtime/github/ledger.ts';
import { createClient } from '../../src/runtime/github/client.ts';
import { readFound } from '../../src/runtime/github/found.ts';
import { runAddress, setOutputs, variable } from '../../src/runtime/github/environment.ts';
import { writeOutcome } from '../../src/runtime/github/outcome-file.ts';
import { postStatus } from '../../src/runtime/github/statuses.ts';

type Find = (attempts: readonly Attempt[], next: Attempt) => Limit | null;

/** Enters the next step of an attempt in the ledger. @returns why it may not be taken, where a limit forbids it */
async function enter(event: 'admitted' | 'approved', find: Find): Promise<Limit | null> {
  const time = new Date().toISOString();
  const { pull_request, head_sha, account, submission, minutes } = readFound();
  const run = Number(variable('GITHUB_RUN_ID'));
  const next: Attempt = { event, time, run, pull_request, head_sha, account, submission: submission ?? '', minutes };
  let limit: Limit | null = null;
  const line = await addAttempt(createClient(), time, (attempts) => {
    limit = find(attempts, next);
    return limit === null ? next : { ...next, event: 'refused' };
  });
  return line.event === event ? null : limit;
}

/** What the author is told where a limit forbids the attempt. */
async function refuse({ rule, fix }: Limit): Promise<string> {
  const { pull_request, head_sha, submission } = readFound();
  const fault = { path: submission ?? '', rule, fix };
  console.log(formatFault(fault));
  return await writeOutcome({
    pull_request,
    head_sha,
    submission,
    faults: [fault],
    minutes: 0,
    records: [],
    verdict: 'over-limit',
  });
}

/** Enters the attempt in the public ledger, unless a limit forbids it, and marks the commit as pending. Parses no file of a stranger. */
export async function admit(): Promise<void> {
  const limit = await enter('admitted', limitReached);
  const status = { state: 'pending', description: 'waiting for its evaluation', address: runAddress() } as const;
  await postStatus(createClient(), { sha: readFound().head_sha, ...status });
  if (limit === null) setOutputs({ admitted: 'true' });
  else setOutputs({ admitted: 'false', outcome: await refuse(limit) });
}

/** Books the minutes of an attempt that a maintainer approved, unless the month has no room for them any more. */
export async function book(): Promise<void> {
  const limit = await enter('approved', minutesExceeded);
  if (limit === null) setOutputs({ booked: 'true' });
  else setOutputs({ booked: 'false', outcome: await refuse(limit) });
}
