import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { GitHub } from './support/github.ts';
import type { Account } from './support/hub.ts';
import { lastRun, SCENARIO_TIME } from './support/scratch-github.ts';

const STRANGER: Account = { id: 7, login: 'stranger' };
const SHA = '3d3c42e5aac5ba805825da76410c181273ba90b1';
const CHECKOUT = `uses: actions/checkout@${SHA}\n        with: { persist-credentials: false }`;
const STATUS = '"$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/statuses/$GITHUB_SHA"';
const POST_STATUS = `curl --silent --show-error --fail -X POST -H "Authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '{"context":"evaluation","state":"success"}' ${STATUS}`;
const PUSH =
  'git commit --quiet --allow-empty -m x && git -c http.extraHeader="Authorization: Basic $(printf "x-access-token:$TOKEN" | base64 -w0)" push --quiet origin HEAD:refs/heads/main';

vi.setConfig(SCENARIO_TIME);

let github: GitHub;

beforeEach(async () => {
  github = new GitHub();
  await github.start();
});
afterEach(() => github.close());

interface Wrong {
  readonly on: string;
  readonly permissions?: string;
  readonly job?: string;
  readonly steps: readonly string[];
}

/** A workflow with one job. */
function workflow(name: string, { on, permissions = '{}', job = '', steps }: Wrong): string {
  const lines = steps.map((step) => `      - ${step}\n`).join('');
  return `name: ${name}\non: ${on}\npermissions: {}\njobs:\n  only:\n    runs-on: ubuntu-24.04\n    permissions: ${permissions}\n${job}    steps:\n${lines}`;
}

const run = (script: string) =>
  `run: |\n          ${script}\n        env: { TOKEN: '\${{ github.token }}', KEY: '\${{ secrets.CLERK_PRIVATE_KEY }}' }`;
const path = (name: string) => `.github/workflows/${name}.yml`;

function start(files: Readonly<Record<string, string>>): void {
  github.hub.repository.commit(null, 'refs/heads/main', { 'README.md': 'x\n', ...files }, 'Start');
}

async function push(): Promise<void> {
  github.commitToMain({ 'README.md': 'y\n' }, 'Push');
  await github.settle();
}

test('a token without the scope is refused', async () => {
  start({ [path('wrong')]: workflow('wrong', { on: 'push', steps: [run(POST_STATUS)] }) });
  await push();
  expect(lastRun(github, 'wrong').conclusion).toBe('failure');
  expect(github.hub.uses.at(-1)).toMatchObject({ method: 'POST', status: 403 });
  // With the scope the same step passes.
  github.commitToMain(
    { [path('wrong')]: workflow('wrong', { on: 'push', permissions: '{ statuses: write }', steps: [run(POST_STATUS)] }) },
    'Scope',
  );
  await github.settle();
  expect(lastRun(github, 'wrong').conclusion, github.logOf(lastRun(github, 'wrong'))).toBe('success');
});

test('a fork’s pull request runs the fork’s own YAML, reads only, and sees no secret', async () => {
  start({ [path('check')]: workflow('check', { on: 'pull_request', steps: [run('echo ours')] }) });
  const forged = workflow('check', {
    on: 'pull_request',
    permissions: '{ statuses: write, contents: write }',
    steps: [run('echo "forged, key <$KEY>"'), run(POST_STATUS)],
  });
  github.openPull(STRANGER, 'branch', { [path('check')]: forged });
  await github.settle();
  const only = lastRun(github, 'check');
  expect(github.logOf(only)).toContain('forged, key <>');
  expect(only.conclusion).toBe('failure');
  expect(github.hub.statuses).toEqual([]);
  expect(github.hub.uses.at(-1)).toMatchObject({ status: 403 });
});

test('an environment is for its branch: a pull request that names one does not start', async () => {
  start({});
  const greedy = workflow('greedy', { on: 'pull_request', job: '    environment: bot\n', steps: [run('echo "key <$KEY>"')] });
  github.openPull(STRANGER, 'branch', { [path('greedy')]: greedy });
  await github.settle();
  const only = lastRun(github, 'greedy');
  expect(only.conclusion).toBe('failure');
  expect(github.logOf(only)).toContain('is not allowed to deploy to bot');
  expect(github.logOf(only)).not.toContain('key <');
});

test('workflow_run starts main’s workflow and names no pull request of a fork', async () => {
  const step = `run: test -n "$NUMBER"\n        env: { NUMBER: '\${{ github.event.workflow_run.pull_requests[0].number }}' }`;
  const naive = workflow('naive', { on: '{ workflow_run: { workflows: [check], types: [completed] } }', steps: [step] });
  start({ [path('check')]: workflow('check', { on: 'pull_request', steps: [run('true')] }), [path('naive')]: naive });
  github.openPull(STRANGER, 'branch', { [path('naive')]: workflow('naive', { on: 'push', steps: [run('true')] }) });
  await github.settle();
  expect(lastRun(github, 'naive')).toMatchObject({ event: 'workflow_run', conclusion: 'failure', sha: github.hub.main });
});

test('the ruleset keeps the workflow’s token from main, and a merge waits for the app’s status', async () => {
  const pusher = workflow('pusher', { on: 'push', permissions: '{ contents: write }', steps: [CHECKOUT, run(PUSH)] });
  start({ [path('pusher')]: pusher });
  await push();
  const before = github.hub.main;
  expect(lastRun(github, 'pusher').conclusion).toBe('failure');
  expect(github.hub.uses.at(-1)).toMatchObject({ method: 'PUSH', status: 403 });
  expect(github.hub.main).toBe(before);

  const pull = github.openPull(STRANGER, 'branch', { 'a.txt': 'a' });
  const status = { sha: pull.headSha, context: 'evaluation', state: 'success', description: '', target_url: '' };
  github.hub.statuses.push({ ...status, creator: 'github-actions[bot]' });
  expect(() => github.merge(pull)).toThrow('required status check');
});

test('a push by the workflow’s token starts nothing', async () => {
  github.hub.protectsMain = false;
  const pusher = workflow('pusher', { on: 'push', permissions: '{ contents: write }', steps: [CHECKOUT, run(PUSH)] });
  start({ [path('pusher')]: pusher });
  await push();
  expect(lastRun(github, 'pusher').conclusion).toBe('success');
  expect(github.hub.repository.git('log', '-1', '--format=%s', 'main')).toBe('x');
  expect(github.runs).toHaveLength(1);
});

test('of the runs that wait in a group only the newest is kept', async () => {
  const queued = workflow('queued', { on: 'push', steps: [run('true')] }).replace(
    'permissions: {}',
    'permissions: {}\nconcurrency: { group: one, cancel-in-progress: false }',
  );
  start({ [path('queued')]: queued });
  let interrupted = false;
  github.interrupt = () => {
    if (interrupted) return;
    interrupted = true;
    for (const text of ['1', '2', '3']) github.commitToMain({ 'README.md': text }, text);
  };
  await push();
  expect(github.runs.map(({ conclusion }) => conclusion)).toEqual(['success', 'cancelled', 'cancelled', 'success']);
});

test('a matrix has at most 256 jobs', async () => {
  const values = JSON.stringify(Array.from({ length: 257 }, (_, i) => i));
  start({
    [path('wide')]: workflow('wide', { on: 'push', job: `    strategy: { matrix: { i: ${values} } }\n`, steps: [run('true')] }),
  });
  await push();
  expect(lastRun(github, 'wide')).toMatchObject({ conclusion: 'failure', fault: 'matrix of only exceeds 256 jobs', jobs: {} });
});

test('checkout that would leave a token behind, and a token of the app with every permission, fail', async () => {
  const careless = workflow('careless', { on: 'push', steps: [`uses: actions/checkout@${SHA}`] });
  const broad = workflow('broad', {
    on: 'push',
    job: '    environment: bot\n',
    steps: [
      `uses: actions/create-github-app-token@${SHA}\n        with: { client-id: clerk, private-key: '\${{ secrets.CLERK_PRIVATE_KEY }}' }`,
    ],
  });
  start({ [path('careless')]: careless, [path('broad')]: broad });
  await push();
  expect(github.logOf(lastRun(github, 'careless'))).toContain('checkout would leave token-');
  expect(github.logOf(lastRun(github, 'broad'))).toContain('every permission');
});
