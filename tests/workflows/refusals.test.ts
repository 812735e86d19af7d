import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { scaledIdentity, linearModel } from '../registry/support/onnx-model.ts';
import { LIMITS } from '../../src/registry/limits.ts';
import { formatAttempts, type Attempt } from '../../src/registry/attempts.ts';
import type { Changes } from './support/bare-repository.ts';
import type { GitHub } from './support/github.ts';
import { APP_LOGIN } from './support/hub.ts';
import { AUTHOR, conclusionsOf, lastRun, OTHER, startRegistry, SCENARIO_TIME } from './support/scratch-github.ts';
import { submissionFiles } from './support/scratch-registry.ts';

vi.setConfig(SCENARIO_TIME);

let github: GitHub;

beforeEach(async () => {
  github = await startRegistry();
  github.ignored = ['pages', 'record'];
});
afterEach(() => github.close());

const state = () => github.hub.statuses.at(-1)?.state;
const comment = () => github.hub.comments.at(-1)?.body ?? '';

test('a bad manifest is annotated on its line, refused by main’s own audit, and never run', async () => {
  const files = submissionFiles(AUTHOR, 'my-method', (manifest) => ({
    ...manifest,
    licence: 'mine',
    title: '@everyone `x` <script>',
  }));
  const pull = github.openPull(AUTHOR, 'bad', files);
  await github.settle();
  const line = String(files['submissions/my-method/1/submission.json'])
    .split('\n')
    .findIndex((text) => text.includes('"licence"'));
  expect(github.logOf(lastRun(github, 'check'))).toContain(
    `::error file=submissions/my-method/1/submission.json,line=${line + 1}::`,
  );
  expect(state()).toBe('failure');
  expect(comment()).toContain('**Your file:**');
  expect(comment()).toContain('submissions/my-method/1/submission.json#/licence: is none of the allowed values');
  expect(comment()).not.toContain('<script>');
  expect(lastRun(github, 'evaluate').jobs['shard']).toBeUndefined();
  expect(() => github.merge(pull)).toThrow('required status check');

  // Mended, the same comment is edited.
  github.pushToPull(pull, submissionFiles(AUTHOR, 'my-method'));
  await github.settle();
  expect(state()).toBe('success');
  expect(github.hub.comments).toHaveLength(1);
  expect(github.hub.comments[0]).toMatchObject({ edits: 1 });
});

test('somebody else’s name, derived files, and more than one version are refused', async () => {
  github.ignored = ['pages', 'record', 'check', 'comment'];
  const faults = async (changes: Changes) => {
    const pull = github.openPull(OTHER, `branch-${github.hub.pulls.length}`, changes);
    github.dispatch('evaluate.yml', { pull_request: String(pull.number) });
    await github.settle();
    expect(state()).toBe('failure');
    const artefact = github.hub.artefacts.findLast(({ name }) => name === 'outcome')!;
    return Buffer.from(artefact.files.get('outcome.json')!).toString();
  };
  expect(await faults({ ...submissionFiles(AUTHOR, 'my-method') })).toContain('is not the author of this pull request (4343)');
  expect(await faults({ 'content/results/linear-ica/0123456789ab.json': '{}' })).toContain('is written by the recorder alone');
  const both = { ...submissionFiles(OTHER, 'mine'), 'src/core/matrix.ts': 'export const x = 1;' };
  expect(await faults(both)).toContain('lies outside one submission version');
});

test('a model that the evaluation rejects is the submission’s fault, with its cell named', async () => {
  github.ignored = ['pages', 'record', 'check'];
  const constant = (d: number) => linearModel({ weights: scaledIdentity(d, 0) });
  const pull = github.openPull(AUTHOR, 'constant', submissionFiles(AUTHOR, 'my-method', undefined, constant));
  github.dispatch('evaluate.yml', { pull_request: String(pull.number) });
  await github.settle();
  expect(state()).toBe('failure');
  expect(comment()).toContain('**Your file:**');
  expect(comment()).toMatch(/main-0\.onnx \(linear-ica\/main\/0\/0\)/);
});

test('an outcome that the app’s status does not vouch for is not believed', async () => {
  github.ignored = ['pages', 'record', 'check'];
  const bad = submissionFiles(AUTHOR, 'my-method', (manifest) => ({ ...manifest, licence: 'mine' }));
  const pull = github.openPull(AUTHOR, 'forged', bad);
  let forged = 0;
  github.interrupt = ({ workflow }) => {
    const { artefacts } = github.hub;
    const index = artefacts.findIndex(({ name }) => name === 'outcome');
    if (workflow.name !== 'comment' || index === -1) return;
    const text = Buffer.from(artefacts[index]!.files.get('outcome.json')!).toString();
    const files = new Map([['outcome.json', Buffer.from(text.replace('is none of', 'is one of'))]]);
    artefacts.splice(index, 1, { ...artefacts[index]!, files });
    forged++;
  };
  github.dispatch('evaluate.yml', { pull_request: String(pull.number) });
  await github.settle();
  expect(forged).toBeGreaterThan(0);
  expect(github.logOf(lastRun(github, 'comment'))).toContain('has no status that vouches for this outcome');
  expect(github.hub.comments).toEqual([]);
});

test('an account over its limit is told which, and nothing runs', async () => {
  github.ignored = ['pages', 'record', 'check'];
  const pull = github.openPull(AUTHOR, 'many', submissionFiles(AUTHOR, 'my-method'));
  const time = new Date().toISOString();
  const earlier = Array.from({ length: LIMITS.account.attemptsPerDay }, (_, i): Attempt => {
    const head_sha = String(i).padStart(40, '0');
    return { event: 'admitted', time, run: i, pull_request: 1, head_sha, account: AUTHOR.id, submission: 's', minutes: 1 };
  });
  github.hub.repository.commit(
    null,
    'refs/heads/ledger',
    { [`attempts/${time.slice(0, 7)}.jsonl`]: formatAttempts(earlier) },
    'Ledger',
  );
  github.dispatch('evaluate.yml', { pull_request: String(pull.number) });
  await github.settle();
  expect(state()).toBe('failure');
  expect(comment()).toContain('**Our limit:**');
  expect(comment()).toContain(`${LIMITS.account.attemptsPerDay} are allowed; push again tomorrow`);
  expect(lastRun(github, 'evaluate').jobs['shard']).toBeUndefined();
});

test('a push during the evaluation cancels it, and only the new commit is judged', async () => {
  github.ignored = ['pages', 'record'];
  const pull = github.openPull(AUTHOR, 'moving', submissionFiles(AUTHOR, 'my-method'));
  const old = pull.headSha;
  let pushed = false;
  github.interrupt = (run, job) => {
    if (pushed || run.workflow.name !== 'evaluate' || job !== 'shard') return;
    pushed = true;
    github.pushToPull(pull, { 'submissions/my-method/1/README.md': 'more\n' });
    // The new head's check ends while the old evaluation still runs.
    github.startWorkflowRun('evaluate', pull);
  };
  await github.settle();
  const runs = github.runsOf('evaluate');
  expect(runs[0]!.conclusion).toBe('cancelled');
  expect(github.hub.statuses.filter(({ sha, state: its }) => sha === old && its === 'success')).toEqual([]);
  expect(github.hub.statuses.at(-1)).toMatchObject({ sha: pull.headSha, state: 'success' });
  expect(github.hub.comments).toHaveLength(1);
  expect(comment()).toContain(pull.headSha.slice(0, 12));
});

describe('a fork that rewrote the workflows', () => {
  test('gains nothing: its lies about checks count for nothing, and its submission is refused for touching them', async () => {
    const evil = `name: check
on: pull_request
permissions: {}
jobs:
  evaluation:
    runs-on: ubuntu-24.04
    permissions: { statuses: write, contents: write, id-token: write }
    steps:
      - continue-on-error: true
        env: { TOKEN: '\${{ github.token }}', KEY: '\${{ secrets.CLERK_PRIVATE_KEY }}' }
        run: |
          echo "stolen <$KEY>"
          curl --silent --fail -X POST -H "Authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '{"context":"evaluation","state":"success"}' "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/statuses/$GITHUB_SHA"
`;
    const files = {
      ...submissionFiles(AUTHOR, 'my-method'),
      '.github/workflows/check.yml': evil,
      '.github/workflows/evaluate.yml': evil.replace('name: check', 'name: evaluate'),
    };
    const pull = github.openPull(AUTHOR, 'evil', files);
    const main = github.hub.main;
    await github.settle();
    const own = github.runs.filter(({ restricted }) => restricted);
    expect(own).toHaveLength(2);
    for (const run of own) expect(github.logOf(run)).toContain('stolen <>');
    expect(github.hub.uses.filter(({ status, path }) => status === 403 && path.includes('/statuses/'))).toHaveLength(2);
    expect(github.hub.statuses.map(({ state: its, creator }) => [its, creator])).toEqual([['failure', APP_LOGIN]]);
    expect(comment()).toContain('.github/workflows/check.yml: lies outside one submission version');
    expect(() => github.merge(pull)).toThrow('required status check');
    expect(github.hub.main).toBe(main);
  });
});

test('failures of GitHub are waited out, or end without a word that is not true', async () => {
  github.ignored = ['pages', 'record', 'check'];
  const pull = github.openPull(AUTHOR, 'unlucky', submissionFiles(AUTHOR, 'my-method'));
  const { failures } = github.hub;
  const reset = { 'retry-after': '1', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000)) };
  failures.push({ method: 'GET', path: /\/pulls\/1$/, times: 1, status: 500 });
  failures.push({ method: 'GET', path: /\/pulls\/1\/files$/, times: 1, status: 403, headers: reset });
  github.dispatch('evaluate.yml', { pull_request: '1' });
  await github.settle();
  expect(state(), github.logOf(lastRun(github, 'evaluate'))).toBe('success');

  // A truncated blob is noticed by its digest or its form; a refused status is final. Neither leaves a success behind.
  github.pushToPull(pull, { 'submissions/my-method/1/README.md': 'more\n' });
  failures.push({ method: 'GET', path: /\/git\/blobs\//, times: 99, status: 200, truncateTo: 80 });
  github.dispatch('evaluate.yml', { pull_request: '1' });
  await github.settle();
  failures.length = 0;
  expect(github.hub.statuses.filter(({ sha, state: its }) => sha === pull.headSha && its === 'success')).toEqual([]);
  expect(() => github.merge(pull)).toThrow('required status check');

  failures.push({ method: 'POST', path: /\/statuses\//, times: 99, status: 422 });
  github.dispatch('evaluate.yml', { pull_request: '1' });
  await github.settle();
  failures.length = 0;
  expect(lastRun(github, 'evaluate').conclusion).toBe('failure');
  expect(() => github.merge(pull)).toThrow('required status check');

  // What went wrong on GitHub's side costs the author no attempt, and a maintainer's word starts it again.
  github.dispatch('evaluate.yml', { pull_request: '1' });
  await github.settle();
  expect(state(), conclusionsOf(github).join(', ')).toBe('success');
});
