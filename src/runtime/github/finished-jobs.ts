import type { Octokit } from 'octokit';
import type { FinishedJob } from '../node/planned-shards.ts';
import { repository } from './environment.ts';

const PAGE = 100;
/** Under which title a job announces the SHA-256 of its shard, in a notice of its own log. */
const TITLE = 'shard';
const DIGEST = /^[0-9a-f]{64}$/;

/**
 * Every job of a run that ended well and announced a shard, by the first word of its name: what GitHub says of its own jobs, which no
 * other job can say. Artefacts are not bound to jobs: any job of a run may leave one under any name.
 */
export async function finishedJobs(client: Octokit, run: number): Promise<ReadonlyMap<string, FinishedJob>> {
  const place = { ...repository(), run_id: run, filter: 'latest' as const, per_page: PAGE };
  const jobs = await client.paginate(client.rest.actions.listJobsForWorkflowRun, place);
  const finished = new Map<string, FinishedJob>();
  for (const { name, conclusion, run_attempt: attempt = 1, check_run_url: address } of jobs) {
    const artefact = name.split(' ', 1)[0]!;
    if (conclusion !== 'success' || !artefact.startsWith(`${TITLE}-`)) continue;
    const check_run_id = Number(address.split('/').at(-1));
    const { data } = await client.rest.checks.listAnnotations({ ...repository(), check_run_id, per_page: PAGE });
    const announced = data.filter(({ title }) => title === TITLE).map(({ message }) => message ?? '');
    if (announced.length === 1 && DIGEST.test(announced[0]!)) finished.set(artefact, { attempt, sha256: announced[0]! });
  }
  return finished;
}
