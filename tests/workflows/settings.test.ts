import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { spawn } from 'node:child_process';

const WANTED = JSON.parse(readFileSync('.github/settings.json', 'utf8')) as {
  app: { slug: string; permissions: Record<string, string> };
};
const APP_ID = 77;

/** Settings as GitHub answers, each a document that a test may change. */
function rightAnswers(): Record<string, unknown> {
  const environment = (reviewers: boolean) => ({
    protection_rules: reviewers ? [{ type: 'required_reviewers' }, { type: 'branch_policy' }] : [{ type: 'branch_policy' }],
    deployment_branch_policy: { custom_branch_policies: true, protected_branches: false },
  });
  const repository = '/repos/custodes/registry';
  const answers: Record<string, unknown> = {
    [`/apps/${WANTED.app.slug}`]: { id: APP_ID, slug: WANTED.app.slug, permissions: WANTED.app.permissions },
    [`${repository}/rulesets`]: [{ id: 5, name: 'main', enforcement: 'active' }],
    [`${repository}/rulesets/5`]: {
      conditions: { ref_name: { include: ['refs/heads/main'], exclude: [] } },
      bypass_actors: [{ actor_id: APP_ID, actor_type: 'Integration', bypass_mode: 'always' }],
      rules: [
        { type: 'deletion' },
        { type: 'non_fast_forward' },
        {
          type: 'pull_request',
          parameters: {
            required_approving_review_count: 1,
            require_code_owner_review: true,
            dismiss_stale_reviews_on_push: true,
          },
        },
        {
          type: 'required_status_checks',
          parameters: { required_status_checks: [{ context: 'evaluation', integration_id: APP_ID }] },
        },
      ],
    },
    [`${repository}/actions/permissions/workflow`]: {
      default_workflow_permissions: 'read',
      can_approve_pull_request_reviews: false,
    },
    [`${repository}/actions/permissions`]: { enabled: true, allowed_actions: 'selected', sha_pinning_required: true },
    [`${repository}/actions/permissions/fork-pr-contributor-approval`]: { approval_policy: 'all_external_contributors' },
    [`${repository}/pages`]: { build_type: 'workflow', status: 'built' },
    '/orgs/custodes/actions/runner-groups': { total_count: 0, runner_groups: [] },
  };
  for (const name of ['bot', 'evaluation', 'github-pages', 'publish']) {
    answers[`${repository}/environments/${name}`] = environment(name === 'evaluation');
    answers[`${repository}/environments/${name}/deployment-branch-policies`] = { branch_policies: [{ name: 'main' }] };
  }
  return answers;
}

let answers = rightAnswers();
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const body = answers[new URL(request.url!, 'http://hub.test').pathname];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(() => server.close());

async function check(): Promise<{ status: number; stderr: string }> {
  const GITHUB_API_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const environment = { ...process.env, GITHUB_API_URL, GITHUB_REPOSITORY: 'custodes/registry', GITHUB_TOKEN: 'x' };
  const child = spawn(process.execPath, ['scripts/settings.ts', '--check'], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const status = await new Promise<number>((done) => child.once('close', (code) => done(code ?? 2)));
  return { status, stderr };
}

test('settings as they must be pass', async () => {
  answers = rightAnswers();
  expect(await check()).toEqual({ status: 0, stderr: '' });
});

test('every setting that is not is named, with what it must be', async () => {
  answers = rightAnswers();
  const ruleset = answers['/repos/custodes/registry/rulesets/5'] as {
    bypass_actors: unknown[];
    rules: { parameters?: Record<string, unknown> }[];
  };
  ruleset.bypass_actors.push({ actor_id: 1, actor_type: 'RepositoryRole', bypass_mode: 'always' });
  ruleset.rules[3]!.parameters = { required_status_checks: [{ context: 'evaluation' }] };
  delete answers['/repos/custodes/registry/environments/publish'];
  answers['/repos/custodes/registry/environments/bot/deployment-branch-policies'] = {
    branch_policies: [{ name: 'main' }, { name: '*' }],
  };
  answers['/repos/custodes/registry/actions/permissions/workflow'] = {
    default_workflow_permissions: 'write',
    can_approve_pull_request_reviews: true,
  };
  answers['/orgs/custodes/actions/runner-groups'] = {
    runner_groups: [{ name: 'gpu', allows_public_repositories: true, restricted_to_workflows: false }],
  };
  const { status, stderr } = await check();
  expect(status).toBe(1);
  for (const place of [
    '/ruleset/bypass',
    '/ruleset/required_status/from: expected "app", got "anybody"',
    '/environments/publish',
    '/environments/bot/branches/1: expected nothing, got "*"',
    '/actions/default_workflow_permissions: expected "read", got "write"',
    '/actions/can_approve_pull_request_reviews: expected false, got true',
    '/runner_group/restricted_to_workflows: expected true, got false',
  ]) {
    expect(stderr).toContain(`.github/settings.json${place}`);
  }
});
