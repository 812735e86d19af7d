import type { Octokit } from 'octokit';
import { repository } from './environment.ts';

/** The check that the ruleset requires before a merge. Only the registry's app may post it: a fork's job can bear any name. */
const STATUS_CONTEXT = 'evaluation';

const DESCRIPTION_LENGTH = 140;

export interface CommitStatus {
  readonly sha: string;
  readonly state: 'pending' | 'success' | 'failure' | 'error';
  readonly description: string;
  /** The run's page. */
  readonly address: string;
}

export async function postStatus(client: Octokit, { sha, state, description, address }: CommitStatus): Promise<void> {
  await client.rest.repos.createCommitStatus({
    ...repository(),
    sha,
    state,
    context: STATUS_CONTEXT,
    description: description.slice(0, DESCRIPTION_LENGTH),
    target_url: address,
  });
}

/** The newest such status of a commit, with the name of who posted it. */
export async function readStatus(
  client: Octokit,
  sha: string,
): Promise<{ readonly creator: string; readonly description: string; readonly address: string } | null> {
  const { data } = await client.rest.repos.listCommitStatusesForRef({ ...repository(), ref: sha });
  const found = data.find(({ context }) => context === STATUS_CONTEXT);
  if (found === undefined) return null;
  return { creator: found.creator?.login ?? '', description: found.description ?? '', address: found.target_url ?? '' };
}
