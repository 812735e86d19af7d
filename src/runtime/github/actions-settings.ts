import type { Octokit } from 'octokit';
import { hasStatus } from './client.ts';
import { repository } from './environment.ts';
import type { Settings } from './settings.ts';

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : 1);
const namesOf = (entries: readonly { readonly name: string }[]) => entries.map(({ name }) => name).toSorted(byCodeUnit);
/** More entries than anybody has: all of them on one page. */
const PAGE = { per_page: 100 };

/** What is there of something that need not be. */
async function ifPresent<T>(request: Promise<T>): Promise<T | null> {
  try {
    return await request;
  } catch (error) {
    if (hasStatus(error, 404)) return null;
    throw error;
  }
}

/** Of the wanted branches those that are there. */
export async function readBranches(client: Octokit, { branches }: Settings): Promise<unknown> {
  const found: string[] = [];
  for (const branch of branches) {
    if ((await ifPresent(client.rest.repos.getBranch({ ...repository(), branch }))) !== null) found.push(branch);
  }
  return found;
}

async function readEnvironment(client: Octokit, environment_name: string): Promise<unknown> {
  const place = { ...repository(), environment_name };
  const { data } = await client.rest.repos.getEnvironment(place);
  const { data: policies } = await client.rest.repos.listDeploymentBranchPolicies(place);
  const { data: secrets } = await client.rest.actions.listEnvironmentSecrets({ ...place, ...PAGE });
  const { data: variables } = await client.rest.actions.listEnvironmentVariables({ ...place, ...PAGE });
  const review = (data.protection_rules ?? []).find(({ type }) => type === 'required_reviewers');
  const limited = data.deployment_branch_policy?.custom_branch_policies === true;
  return {
    branches: limited ? policies.branch_policies.map(({ name, type = 'branch' }) => `${type} ${name}`) : ['any'],
    reviewers: review !== undefined,
    prevent_self_review: (review as { prevent_self_review?: boolean } | undefined)?.prevent_self_review ?? false,
    admins_bypass: (data as { can_admins_bypass?: boolean }).can_admins_bypass,
    secrets: namesOf(secrets.secrets),
    variables: namesOf(variables.variables),
  };
}

/** The wanted environments, with what keeps their secrets. */
export async function readEnvironments(client: Octokit, { environments }: Settings): Promise<unknown> {
  const found: Record<string, unknown> = {};
  for (const name of Object.keys(environments)) {
    const environment = await ifPresent(readEnvironment(client, name));
    if (environment !== null) found[name] = environment;
  }
  return found;
}

/** Secrets outside any environment: a job of any branch could read them. */
export async function readSecrets(client: Octokit): Promise<unknown> {
  const place = { ...repository(), ...PAGE };
  const { data: own } = await client.rest.actions.listRepoSecrets(place);
  const shared = await ifPresent(client.rest.actions.listRepoOrganizationSecrets(place));
  return { repository: namesOf(own.secrets), organization: namesOf(shared?.data.secrets ?? []) };
}

/** Variables, those of the organisation among them. The one that names GPU runners has a rule of its own. */
export async function readVariables(client: Octokit, wanted: Settings): Promise<unknown> {
  const place = { ...repository(), ...PAGE };
  const { data: own } = await client.rest.actions.listRepoVariables(place);
  const shared = await ifPresent(client.rest.actions.listRepoOrganizationVariables(place));
  const valuesOf = (
    variables: readonly { readonly name: string; readonly value: string }[],
    known: Readonly<Record<string, string>>,
  ) =>
    Object.fromEntries(
      variables
        .filter(({ name }) => name !== 'GPU_RUNNER')
        .map(({ name, value }) => [name, known[name] === 'any' && value !== '' ? 'any' : value]),
    );
  return {
    repository: valuesOf(own.variables, wanted.variables.repository),
    organization: valuesOf(shared?.data.variables ?? [], wanted.variables.organization),
  };
}

/** What workflows may do and use. */
export async function readActions(client: Octokit): Promise<unknown> {
  const place = repository();
  const { data: workflow } = await client.rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository(place);
  const { data: allowed } = await client.rest.actions.getGithubActionsPermissionsRepository(place);
  const selected = await ifPresent(client.rest.actions.getAllowedActionsRepository(place));
  const address = 'GET /repos/{owner}/{repo}/actions/permissions/fork-pr-contributor-approval';
  const { data: forks } = await client.request(address, place);
  return {
    default_workflow_permissions: workflow.default_workflow_permissions,
    can_approve_pull_request_reviews: workflow.can_approve_pull_request_reviews,
    allowed_actions: allowed.allowed_actions,
    github_owned_allowed: selected?.data.github_owned_allowed,
    verified_allowed: selected?.data.verified_allowed,
    patterns_allowed: selected?.data.patterns_allowed,
    sha_pinning_required: (allowed as { sha_pinning_required?: boolean }).sha_pinning_required,
    fork_pull_request_approval: (forks as { approval_policy?: string }).approval_policy,
  };
}

export async function readPages(client: Octokit): Promise<unknown> {
  const { data } = await client.rest.repos.getPages(repository());
  return { build_type: data.build_type };
}
