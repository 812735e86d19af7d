import type { Octokit } from 'octokit';
import { compareDocuments, type Mismatch } from '../../registry/compare.ts';
import { hasStatus } from './client.ts';
import { repository } from './environment.ts';

/** `.github/settings.json`: what the repository's settings must be, in our own words. */
export interface Settings {
  readonly app: { readonly slug: string; readonly permissions: Readonly<Record<string, string>> };
  readonly ruleset: {
    readonly name: string;
    readonly branch: string;
    readonly bypass: string;
    readonly pull_request: {
      readonly approvals: number;
      readonly code_owner_review: boolean;
      readonly dismiss_stale_reviews: boolean;
    };
    readonly required_status: { readonly context: string; readonly from: string };
    readonly rules: readonly string[];
  };
  readonly environments: Readonly<Record<string, { readonly branches: readonly string[]; readonly reviewers: boolean }>>;
  readonly actions: Readonly<Record<string, unknown>>;
  readonly pages: { readonly build_type: string };
  readonly runner_group: Readonly<Record<string, unknown>> & { readonly name: string };
  readonly code_owners: readonly string[];
}

type Section = Exclude<keyof Settings, 'code_owners'>;
type Reader = (client: Octokit, wanted: Settings) => Promise<unknown>;

const BY_CODE_UNIT = (a: string, b: string) => (a < b ? -1 : 1);

async function readApp(client: Octokit, { app }: Settings): Promise<unknown> {
  const { data } = await client.rest.apps.getBySlug({ app_slug: app.slug });
  return { slug: data?.slug, permissions: data?.permissions };
}

interface Rule {
  readonly type: string;
  readonly parameters?: Readonly<Record<string, unknown>> & {
    readonly required_status_checks?: readonly { readonly context: string; readonly integration_id?: number }[];
  };
}

/** The ruleset in our words: who may pass, and who must have posted the status, by the app's own number. */
async function readRuleset(client: Octokit, { app, ruleset: { name } }: Settings): Promise<unknown> {
  const { data: all } = await client.rest.repos.getRepoRulesets(repository());
  const found = all.find((ruleset) => ruleset.name === name && ruleset.enforcement === 'active');
  if (found === undefined) return null;
  const { data } = await client.rest.repos.getRepoRuleset({ ...repository(), ruleset_id: found.id });
  const appId = (await client.rest.apps.getBySlug({ app_slug: app.slug })).data?.id;
  const rules = (data.rules ?? []) as readonly Rule[];
  const parametersOf = (type: string) => rules.find((rule) => rule.type === type)?.parameters;
  const review = parametersOf('pull_request');
  const checks = parametersOf('required_status_checks')?.required_status_checks ?? [];
  const bypass = data.bypass_actors ?? [];
  const [actor] = bypass;
  const [check] = checks;
  const { include = [] } = (data.conditions as { ref_name?: { include?: string[] } } | undefined)?.ref_name ?? {};
  return {
    name,
    branch: include.join(' '),
    bypass: bypass.length === 1 && actor?.actor_type === 'Integration' && actor.actor_id === appId ? 'app' : bypass,
    pull_request: {
      approvals: review?.['required_approving_review_count'],
      code_owner_review: review?.['require_code_owner_review'],
      dismiss_stale_reviews: review?.['dismiss_stale_reviews_on_push'],
    },
    required_status: { context: check?.context, from: check?.integration_id === appId ? 'app' : 'anybody' },
    rules: rules.map(({ type }) => type).toSorted(BY_CODE_UNIT),
  };
}

async function readEnvironments(client: Octokit, { environments }: Settings): Promise<unknown> {
  const found: Record<string, unknown> = {};
  for (const name of Object.keys(environments)) {
    const place = { ...repository(), environment_name: name };
    try {
      const { data } = await client.rest.repos.getEnvironment(place);
      const { data: policies } = await client.rest.repos.listDeploymentBranchPolicies(place);
      const reviewers = (data.protection_rules ?? []).some(({ type }) => type === 'required_reviewers');
      const limited = data.deployment_branch_policy?.custom_branch_policies === true;
      found[name] = { branches: limited ? policies.branch_policies.map((policy) => policy.name) : ['any'], reviewers };
    } catch (error) {
      if (!hasStatus(error, 404)) throw error;
    }
  }
  return found;
}

async function readActions(client: Octokit): Promise<unknown> {
  const place = repository();
  const { data: workflow } = await client.rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository(place);
  const { data: allowed } = await client.rest.actions.getGithubActionsPermissionsRepository(place);
  const address = 'GET /repos/{owner}/{repo}/actions/permissions/fork-pr-contributor-approval';
  const { data: forks } = await client.request(address, place);
  return {
    default_workflow_permissions: workflow.default_workflow_permissions,
    can_approve_pull_request_reviews: workflow.can_approve_pull_request_reviews,
    allowed_actions: allowed.allowed_actions,
    sha_pinning_required: (allowed as { sha_pinning_required?: boolean }).sha_pinning_required,
    fork_pull_request_approval: (forks as { approval_policy?: string }).approval_policy,
  };
}

async function readPages(client: Octokit): Promise<unknown> {
  const { data } = await client.rest.repos.getPages(repository());
  return { build_type: data.build_type };
}

interface RunnerGroup {
  readonly name: string;
  readonly allows_public_repositories: boolean;
  readonly restricted_to_workflows?: boolean;
  readonly selected_workflows?: readonly string[];
}

/** The group of the GPU runners, or null: evaluations then run on hosted machines. */
async function readRunnerGroup(client: Octokit, { runner_group: { name } }: Settings): Promise<unknown> {
  const { owner, repo } = repository();
  const { data } = await client.request('GET /orgs/{org}/actions/runner-groups', { org: owner });
  const { runner_groups: groups } = data as { readonly runner_groups: readonly RunnerGroup[] };
  const found = groups.find((group) => group.name === name);
  if (found === undefined) return null;
  const prefix = `${owner}/${repo}/`;
  return {
    name,
    allows_public_repositories: found.allows_public_repositories,
    restricted_to_workflows: found.restricted_to_workflows,
    workflows: (found.selected_workflows ?? []).map((path) => (path.startsWith(prefix) ? path.slice(prefix.length) : path)),
  };
}

const READERS: Readonly<Record<Section, Reader>> = {
  app: readApp,
  ruleset: readRuleset,
  environments: readEnvironments,
  actions: readActions,
  pages: readPages,
  runner_group: readRunnerGroup,
};

/** Where GitHub's settings differ from those that are wanted: a JSON pointer, what is wanted, what is there. */
export async function compareSettings(client: Octokit, wanted: Settings): Promise<Mismatch[]> {
  const mismatches: Mismatch[] = [];
  for (const [section, read] of Object.entries(READERS) as [Section, Reader][]) {
    const got = await read(client, wanted);
    // Without GPU runners there is nothing to restrict.
    if (section === 'runner_group' && got === null) continue;
    mismatches.push(...compareDocuments(wanted[section], got, `/${section}`));
  }
  return mismatches;
}
