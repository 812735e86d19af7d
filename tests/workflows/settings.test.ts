import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Octokit } from 'octokit';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { formatMismatch } from '../../src/registry/compare.ts';
import { compareSettings, type Settings } from '../../src/runtime/github/settings.ts';

const { $comment: _, ...WANTED } = JSON.parse(readFileSync('.github/settings.json', 'utf8')) as Settings & { $comment: string };
const APP_IDS: Readonly<Record<string, number>> = { recorder: 77, clerk: 78 };
const REPOSITORY = '/repos/custodes/registry';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- documents of any shape, which tests change at any place
type Answers = Record<string, any>;

function rule(type: string, { pull_request: review, required_status: status }: Settings['rulesets'][string]): unknown {
  if (type === 'pull_request') {
    const parameters = {
      required_approving_review_count: review!.approvals,
      require_code_owner_review: review!.code_owner_review,
      dismiss_stale_reviews_on_push: review!.dismiss_stale_reviews,
    };
    return { type, parameters };
  }
  if (type !== 'required_status_checks') return { type };
  const required = status!.contexts.map((context, i) => ({ context, integration_id: APP_IDS[status!.from[i]!] }));
  return { type, parameters: { required_status_checks: required, strict_required_status_checks_policy: status!.up_to_date } };
}

/** Settings as GitHub answers, each a document that a test may change. */
function rightAnswers(): Answers {
  const answers: Answers = {
    [`${REPOSITORY}/rulesets`]: Object.keys(WANTED.rulesets).map((name, id) => ({ id, name, enforcement: 'active' })),
    [`${REPOSITORY}/branches/ledger`]: { name: 'ledger' },
    [`${REPOSITORY}/actions/permissions/workflow`]: {
      default_workflow_permissions: 'read',
      can_approve_pull_request_reviews: false,
    },
    [`${REPOSITORY}/actions/permissions`]: { enabled: true, allowed_actions: 'selected', sha_pinning_required: true },
    [`${REPOSITORY}/actions/permissions/selected-actions`]: {
      github_owned_allowed: true,
      verified_allowed: false,
      patterns_allowed: [],
    },
    [`${REPOSITORY}/actions/permissions/fork-pr-contributor-approval`]: { approval_policy: 'all_external_contributors' },
    [`${REPOSITORY}/actions/secrets`]: { total_count: 0, secrets: [] },
    [`${REPOSITORY}/actions/organization-secrets`]: { total_count: 0, secrets: [] },
    [`${REPOSITORY}/actions/variables`]: {
      variables: Object.entries(WANTED.variables.repository).map(([name, value]) => ({
        name,
        value: value === 'any' ? 'Iv1' : value,
      })),
    },
    [`${REPOSITORY}/actions/organization-variables`]: { total_count: 0, variables: [] },
    [`${REPOSITORY}/actions/runners`]: { total_count: 0, runners: [] },
    [`${REPOSITORY}/pages`]: { build_type: 'workflow', status: 'built' },
    '/orgs/custodes/actions/runner-groups': { total_count: 0, runner_groups: [] },
  };
  for (const [name, { slug, permissions }] of Object.entries(WANTED.apps)) {
    answers[`/apps/${slug}`] = { id: APP_IDS[name], slug, permissions };
  }
  Object.values(WANTED.rulesets).forEach((ruleset, id) => {
    answers[`${REPOSITORY}/rulesets/${id}`] = {
      conditions: { ref_name: { include: [...ruleset.branches], exclude: [] } },
      bypass_actors: ruleset.bypass.map((app) => ({ actor_id: APP_IDS[app], actor_type: 'Integration', bypass_mode: 'always' })),
      rules: ruleset.rules.map((type) => rule(type, ruleset)),
    };
  });
  for (const [name, environment] of Object.entries(WANTED.environments)) {
    const place = `${REPOSITORY}/environments/${name}`;
    const review = { type: 'required_reviewers', prevent_self_review: environment.prevent_self_review };
    answers[place] = {
      can_admins_bypass: environment.admins_bypass,
      protection_rules: environment.reviewers ? [review, { type: 'branch_policy' }] : [{ type: 'branch_policy' }],
      deployment_branch_policy: { custom_branch_policies: true, protected_branches: false },
    };
    answers[`${place}/deployment-branch-policies`] = { branch_policies: [{ name: 'main', type: 'branch' }] };
    answers[`${place}/secrets`] = { secrets: environment.secrets.map((secret) => ({ name: secret })) };
    answers[`${place}/variables`] = { variables: environment.variables.map((variable) => ({ name: variable, value: 'x' })) };
  }
  return answers;
}

/** A group of runners as it must be. */
const group = () => ({
  name: WANTED.runner_group.name,
  allows_public_repositories: true,
  restricted_to_workflows: true,
  selected_workflows: (WANTED.runner_group['workflows'] as string[]).map((path) => `custodes/registry/${path}`),
});

let answers = rightAnswers();
let server: Server;
let address = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    const body = answers[new URL(request.url!, 'http://hub.test').pathname] as unknown;
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv('GITHUB_REPOSITORY', 'custodes/registry');
});
beforeEach(() => {
  answers = rightAnswers();
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

/** Answers without a network. */
async function answer(url: string): Promise<Response> {
  const body = answers[new URL(url).pathname] as unknown;
  const headers = { 'content-type': 'application/json' };
  return await Promise.resolve(new Response(JSON.stringify(body ?? {}), { status: body === undefined ? 404 : 200, headers }));
}

const differences = async () => {
  const client = new Octokit({
    baseUrl: 'http://hub.test',
    request: { fetch: answer },
    throttle: { enabled: false },
    retry: { enabled: false },
  });
  return (await compareSettings(client, WANTED)).map(formatMismatch);
};

async function command(): Promise<{ status: number; stderr: string }> {
  const environment = { ...process.env, GITHUB_API_URL: address, GITHUB_REPOSITORY: 'custodes/registry', GITHUB_TOKEN: 'x' };
  const child = spawn(process.execPath, ['scripts/settings.ts', '--check'], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const status = await new Promise<number>((done) => child.once('close', (code) => done(code ?? 2)));
  return { status, stderr };
}

test('settings as they must be pass, with and without runners of a group', async () => {
  expect(await command()).toEqual({ status: 0, stderr: '' });
  answers['/orgs/custodes/actions/runner-groups'].runner_groups = [group()];
  answers[`${REPOSITORY}/actions/variables`].variables.push({ name: 'GPU_RUNNER', value: 'gpu' });
  expect(await differences()).toEqual([]);
});

const MAIN = `${REPOSITORY}/rulesets/0`;
const LEDGER = `${REPOSITORY}/rulesets/1`;
const environment = (name: string) => `${REPOSITORY}/environments/${name}`;

/** One change each that takes a guard away, and what the command says of it. */
const WRONG: readonly (readonly [name: string, change: (answers: Answers) => void, said: string])[] = [
  [
    'somebody else passes the ruleset',
    (all) => all[MAIN].bypass_actors.push({ actor_id: 1, actor_type: 'RepositoryRole' }),
    '/rulesets/main/bypass/1: expected nothing, got "RepositoryRole 1"',
  ],
  [
    'the clerk passes the ruleset of main',
    (all) => (all[MAIN].bypass_actors[0].actor_id = 78),
    '/rulesets/main/bypass/0: expected "recorder", got "clerk"',
  ],
  [
    'a ruleset does not hold for main',
    (all) => (all[MAIN].conditions.ref_name.exclude = ['refs/heads/main']),
    '/rulesets/main/branches/1: expected nothing, got "not refs/heads/main"',
  ],
  [
    'the status may come from anybody',
    (all) => delete all[MAIN].rules[3].parameters.required_status_checks[0].integration_id,
    '/rulesets/main/required_status/from/0: expected "clerk", got "anybody"',
  ],
  [
    'branches need not be up to date',
    (all) => (all[MAIN].rules[3].parameters.strict_required_status_checks_policy = false),
    '/rulesets/main/required_status/up_to_date: expected true, got false',
  ],
  [
    'stale reviews stand',
    (all) => (all[MAIN].rules[2].parameters.dismiss_stale_reviews_on_push = false),
    '/rulesets/main/pull_request/dismiss_stale_reviews: expected true, got false',
  ],
  [
    'main may be deleted',
    (all) => all[MAIN].rules.shift(),
    '/rulesets/main/rules/0: expected "deletion", got "non_fast_forward"',
  ],
  ['a ruleset is off', (all) => (all[`${REPOSITORY}/rulesets`][0].enforcement = 'disabled'), '/rulesets/main: expected {'],
  ['the ledger has no ruleset', (all) => all[`${REPOSITORY}/rulesets`].splice(1, 1), '/rulesets/ledger: expected {'],
  [
    'the ledger may be rewritten',
    (all) => all[LEDGER].rules.pop(),
    '/rulesets/ledger/rules/1: expected "non_fast_forward", got nothing',
  ],
  ['anybody writes the ledger', (all) => all[`${REPOSITORY}/rulesets`].splice(2, 1), '/rulesets/ledger writer: expected {'],
  ['there is no ledger', (all) => delete all[`${REPOSITORY}/branches/ledger`], '/branches/0: expected "ledger", got nothing'],
  [
    'the clerk can start workflows',
    (all) => (all['/apps/custodes-clerk'].permissions = { ...WANTED.apps['clerk']!.permissions, actions: 'write' }),
    '/apps/clerk/permissions/actions: expected nothing, got "write"',
  ],
  ['an environment is missing', (all) => delete all[environment('publish')], '/environments/publish: expected {'],
  [
    'an environment is for more branches',
    (all) => all[`${environment('bot')}/deployment-branch-policies`].branch_policies.push({ name: '*', type: 'branch' }),
    '/environments/bot/branches/1: expected nothing, got "branch *"',
  ],
  [
    'an environment is for a tag of that name',
    (all) => (all[`${environment('bot')}/deployment-branch-policies`].branch_policies[0].type = 'tag'),
    '/environments/bot/branches/0: expected "branch main", got "tag main"',
  ],
  [
    'an environment is for any branch',
    (all) => (all[environment('publish')].deployment_branch_policy = null),
    '/environments/publish/branches/0: expected "branch main", got "any"',
  ],
  [
    'nobody is asked for the cost',
    (all) => all[environment('evaluation')].protection_rules.shift(),
    '/environments/evaluation/reviewers: expected true, got false',
  ],
  [
    'who asks may approve',
    (all) => (all[environment('evaluation')].protection_rules[0].prevent_self_review = false),
    '/environments/evaluation/prevent_self_review: expected true, got false',
  ],
  [
    'administrators pass an environment',
    (all) => (all[environment('publish')].can_admins_bypass = true),
    '/environments/publish/admins_bypass: expected false, got true',
  ],
  [
    'the recorder’s key lies where others read it',
    (all) => all[`${environment('bot')}/secrets`].secrets.push({ name: 'RECORDER_PRIVATE_KEY' }),
    '/environments/bot/secrets/1: expected nothing, got "RECORDER_PRIVATE_KEY"',
  ],
  [
    'a key is missing',
    (all) => (all[`${environment('publish')}/secrets`].secrets = []),
    '/environments/publish/secrets/0: expected "RECORDER_PRIVATE_KEY", got nothing',
  ],
  [
    'an environment overrides a variable',
    (all) => all[`${environment('bot')}/variables`].variables.push({ name: 'CLERK_LOGIN', value: 'x' }),
    '/environments/bot/variables/0: expected nothing, got "CLERK_LOGIN"',
  ],
  [
    'a secret of the repository',
    (all) => all[`${REPOSITORY}/actions/secrets`].secrets.push({ name: 'KEY' }),
    '/secrets/repository/0: expected nothing, got "KEY"',
  ],
  [
    'a secret of the organisation',
    (all) => all[`${REPOSITORY}/actions/organization-secrets`].secrets.push({ name: 'KEY' }),
    '/secrets/organization/0: expected nothing, got "KEY"',
  ],
  [
    'a variable names another account',
    (all) => (all[`${REPOSITORY}/actions/variables`].variables[1].value = 'evil[bot]'),
    '/variables/repository/CLERK_LOGIN: expected "custodes-clerk[bot]", got "evil[bot]"',
  ],
  [
    'a variable is missing',
    (all) => all[`${REPOSITORY}/actions/variables`].variables.shift(),
    '/variables/repository/CLERK_CLIENT_ID: expected "any", got nothing',
  ],
  [
    'a variable nobody knows',
    (all) => all[`${REPOSITORY}/actions/variables`].variables.push({ name: 'MORE', value: '1' }),
    '/variables/repository/MORE: expected nothing, got "1"',
  ],
  [
    'tokens write by default',
    (all) => (all[`${REPOSITORY}/actions/permissions/workflow`].default_workflow_permissions = 'write'),
    '/actions/default_workflow_permissions: expected "read", got "write"',
  ],
  [
    'workflows approve reviews',
    (all) => (all[`${REPOSITORY}/actions/permissions/workflow`].can_approve_pull_request_reviews = true),
    '/actions/can_approve_pull_request_reviews: expected false, got true',
  ],
  [
    'any action is allowed',
    (all) => (all[`${REPOSITORY}/actions/permissions`].allowed_actions = 'all'),
    '/actions/allowed_actions: expected "selected", got "all"',
  ],
  [
    'actions of others are allowed',
    (all) => all[`${REPOSITORY}/actions/permissions/selected-actions`].patterns_allowed.push('*'),
    '/actions/patterns_allowed/0: expected nothing, got "*"',
  ],
  [
    'actions of verified others are allowed',
    (all) => (all[`${REPOSITORY}/actions/permissions/selected-actions`].verified_allowed = true),
    '/actions/verified_allowed: expected false, got true',
  ],
  [
    'forks run unasked',
    (all) => (all[`${REPOSITORY}/actions/permissions/fork-pr-contributor-approval`].approval_policy = 'first_time_contributors'),
    '/actions/fork_pull_request_approval: expected "all_external_contributors"',
  ],
  [
    'pages come from a branch',
    (all) => (all[`${REPOSITORY}/pages`].build_type = 'legacy'),
    '/pages/build_type: expected "workflow", got "legacy"',
  ],
  [
    'a runner of the repository’s own',
    (all) => all[`${REPOSITORY}/actions/runners`].runners.push({ name: 'desk' }),
    '/runners/repository/0: expected nothing, got "desk"',
  ],
  [
    'GPU runners without a group',
    (all) => all[`${REPOSITORY}/actions/variables`].variables.push({ name: 'GPU_RUNNER', value: 'desk' }),
    '/runner_group/name: expected "gpu", got "none, though GPU_RUNNER is desk"',
  ],
  [
    'GPU runners of the organisation without a group',
    (all) => all[`${REPOSITORY}/actions/organization-variables`].variables.push({ name: 'GPU_RUNNER', value: 'desk' }),
    '/runner_group/name: expected "gpu", got "none, though GPU_RUNNER is desk"',
  ],
  [
    'a group for every workflow',
    (all) => all['/orgs/custodes/actions/runner-groups'].runner_groups.push({ ...group(), restricted_to_workflows: false }),
    '/runner_group/restricted_to_workflows: expected true, got false',
  ],
];

test.each(WRONG)('%s: it is named, with what it must be', async (_name, change, said) => {
  change(answers);
  const found = await differences();
  expect(
    found.some((line) => line.startsWith(said)),
    found.join('\n'),
  ).toBe(true);
});

test('the command names every difference, and fails', async () => {
  WRONG[0]![1](answers);
  const { status, stderr } = await command();
  expect(status).toBe(1);
  expect(stderr).toContain('.github/settings.json/rulesets/main/bypass/1: expected nothing');
});
