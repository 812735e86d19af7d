import type { Octokit } from 'octokit';
import { hasStatus } from './client.ts';
import { repository } from './environment.ts';
import type { Settings } from './settings.ts';

interface RunnerGroup {
  readonly name: string;
  readonly allows_public_repositories: boolean;
  readonly restricted_to_workflows?: boolean;
  readonly selected_workflows?: readonly string[];
}

/** Runners that belong to the repository itself. */
export async function readRunners(client: Octokit): Promise<unknown> {
  const { data } = await client.rest.actions.listSelfHostedRunnersForRepo({ ...repository(), per_page: 100 });
  return { repository: data.runners.map(({ name }) => name) };
}

/** What GPU_RUNNER says; null where it is not set, and evaluations run on hosted machines. */
async function gpuRunner(client: Octokit): Promise<string | null> {
  const place = { ...repository(), per_page: 100 };
  const { data: own } = await client.rest.actions.listRepoVariables(place);
  const found = own.variables.find(({ name }) => name === 'GPU_RUNNER');
  if (found) return found.value;
  try {
    const { data: shared } = await client.rest.actions.listRepoOrganizationVariables(place);
    return shared.variables.find(({ name }) => name === 'GPU_RUNNER')?.value ?? null;
  } catch (error) {
    if (hasStatus(error, 404)) return null;
    throw error;
  }
}

/**
 * The group of the GPU runners. Where the variable names none and there is no group, nothing needs restricting and what is wanted
 * counts as given; where it names some, they must be of that group.
 */
export async function readRunnerGroup(client: Octokit, { runner_group: wanted }: Settings): Promise<unknown> {
  const { owner, repo } = repository();
  const label = await gpuRunner(client);
  const { data } = await client.request('GET /orgs/{org}/actions/runner-groups', { org: owner, per_page: 100 });
  const { runner_groups: groups } = data as { readonly runner_groups: readonly RunnerGroup[] };
  const found = groups.find((group) => group.name === wanted.name);
  if (found === undefined) return label === null ? wanted : { name: `none, though GPU_RUNNER is ${label}` };
  const prefix = `${owner}/${repo}/`;
  return {
    name: label === null || label === found.name ? found.name : `${found.name}, though GPU_RUNNER is ${label}`,
    allows_public_repositories: found.allows_public_repositories,
    restricted_to_workflows: found.restricted_to_workflows,
    workflows: (found.selected_workflows ?? []).map((path) => (path.startsWith(prefix) ? path.slice(prefix.length) : path)),
  };
}
