import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recordText } from '../../src/registry/make-record.ts';
import type { Changes } from './support/bare-repository.ts';
import type { GitHub } from './support/github.ts';
import { APP_LOGIN, type PullRequest } from './support/hub.ts';
import { AUTHOR, lastRun, OTHER, recordsOf, freezeSuite, startRegistry, SCENARIO_TIME } from './support/scratch-github.ts';
import { submissionFiles } from './support/scratch-registry.ts';

vi.setConfig(SCENARIO_TIME);

let github: GitHub;

beforeEach(async () => {
  github = await startRegistry();
  // Evaluations of pull requests and the site have tests of their own.
  github.ignored = ['check', 'evaluate', 'comment', 'pages'];
});
afterEach(() => github.close());

/** A pull request whose evaluation has passed. */
function approved(author: typeof AUTHOR, slug: string, change: Changes = submissionFiles(author, slug)): PullRequest {
  const pull = github.openPull(author, slug, change);
  const status = { sha: pull.headSha, context: 'evaluation', state: 'success', description: '', target_url: '' };
  github.hub.statuses.push({ ...status, creator: APP_LOGIN });
  return pull;
}

const slugs = () => [...recordsOf(github).values()].map(({ measured }) => measured.submission.slug).toSorted();

test('two pull requests at once, merged within a minute: two records, none lost, none doubled', async () => {
  const [first, second] = [approved(AUTHOR, 'first'), approved(OTHER, 'second')];
  const merges: string[] = [github.merge(first)];
  let merged = false;
  github.interrupt = (run, job, step) => {
    // The second merge comes while the first is being recorded, just before its push.
    if (merged || run.workflow.name !== 'record' || job !== 'publish' || !step.run?.includes('push-records')) return;
    merged = true;
    merges.push(github.merge(second));
    merges.push(github.commitToMain({ 'content/docs/note.txt': 'a third push\n' }, 'Third'));
  };
  await github.settle();
  expect(slugs()).toEqual(['first', 'second']);
  const commits = [...recordsOf(github).values()].map(({ measured }) => measured.draw.commit).toSorted();
  expect(commits).toEqual(merges.slice(0, 2).toSorted());
  // Of the two pushes that waited, one was replaced by the other, which found the work of both.
  expect(github.runsOf('record').map(({ conclusion }) => conclusion)).toContain('cancelled');
  expect(github.hub.repository.git('log', '--format=%s', 'main')).toContain('Third');
});

test('a crash halfway leaves nothing half done, and the next run completes it', async () => {
  const pull = approved(AUTHOR, 'mine');
  let crashed = false;
  github.interrupt = (run, job, step) => {
    if (crashed || job !== 'publish' || !step.run?.includes('push-records')) return;
    crashed = true;
    // The machine goes away after the record was made and attested, before it was pushed.
    run.conclusion = 'cancelled';
  };
  github.merge(pull);
  await github.settle();
  expect(crashed).toBe(true);
  expect(slugs()).toEqual([]);
  github.schedule('record.yml');
  await github.settle();
  expect(slugs()).toEqual(['mine']);
  const [path, record] = [...recordsOf(github)][0]!;
  expect(github.hub.repository.read('main', path)!.toString()).toBe(recordText(record));
  // Asked once more, nothing is doubled.
  github.schedule('record.yml');
  await github.settle();
  expect(slugs()).toEqual(['mine']);
});

test('one submission that cannot be evaluated keeps no other from its record', async () => {
  const broken = approved(OTHER, 'broken', {
    ...submissionFiles(OTHER, 'broken'),
    'submissions/broken/1/main-0.onnx': 'no model',
  });
  const sound = approved(AUTHOR, 'sound');
  github.merge(broken);
  github.merge(sound);
  await github.settle();
  expect(slugs()).toEqual(['sound']);
  expect(lastRun(github, 'record').conclusion).toBe('failure');
});

test('two owners of one slug, both green and both merged: the first merged owns it, the second is told what to do', async () => {
  const later = (change: Changes, version: string): Changes =>
    Object.fromEntries(Object.entries(change).map(([path, bytes]) => [path.replace('mine/1/', `mine/${version}/`), bytes]));
  const version = (author: typeof AUTHOR, number: string) =>
    approved(
      author,
      'mine',
      later(
        submissionFiles(author, 'mine', (manifest) => ({ ...manifest, version: number })),
        number,
      ),
    );
  const [first, second] = [version(AUTHOR, '2'), version(OTHER, '1')];
  github.merge(first);
  github.merge(second);
  await github.settle();
  const versions = () => [...recordsOf(github).values()].map(({ measured }) => measured.submission.version).toSorted();
  expect(versions()).toEqual(['2']);
  const log = github.logOf(lastRun(github, 'record'));
  expect(log).toContain('submissions/mine/1/submission.json#/owner/github_id: is 4343, but mine belongs to 4242');
  expect(log).toContain('open a pull request with the same files under another slug');

  // Its owner goes on, and is not locked out by what came second.
  github.ignored = ['check', 'comment', 'pages', 'record'];
  const third = later(
    submissionFiles(AUTHOR, 'mine', (manifest) => ({ ...manifest, version: '3' })),
    '3',
  );
  const pull = github.openPull(AUTHOR, 'third', third);
  github.dispatch('evaluate.yml', { pull_request: String(pull.number) });
  await github.settle();
  expect(github.hub.statuses.at(-1), github.logOf(lastRun(github, 'evaluate'))).toMatchObject({ state: 'success' });
});

test('a job that was taken over cannot speak for another: its forged shard costs a record, and makes none', async () => {
  const { artefacts } = github.hub;
  const isVictims = ({ files }: (typeof artefacts)[number]) => [...files.keys()].some((name) => name.startsWith('victim-'));
  const forge = (artefact: (typeof artefacts)[number]) => {
    const [name, bytes] = [...artefact.files][0]!;
    const honest = Buffer.from(bytes).toString();
    const text = honest.replace(/"codes_sha256":"[0-9a-f]{64}"/, `"codes_sha256":"${'0'.repeat(64)}"`);
    return { ...artefact, files: new Map([[name, Buffer.from(text)]]) };
  };
  let times = 0;
  github.interrupt = (run, job) => {
    // Every job has ended well; the artefact is replaced before anybody reads it.
    const index = artefacts.findIndex((artefact) => artefact.run === run.id && isVictims(artefact));
    if (run.workflow.name !== 'record' || job !== 'publish' || index === -1) return;
    times++;
    artefacts.splice(index, 1, forge(artefacts[index]!));
  };
  github.merge(approved(AUTHOR, 'victim'));
  github.merge(approved(OTHER, 'witness'));
  await github.settle();
  expect(times).toBeGreaterThan(0);
  expect(slugs()).toEqual(['witness']);
  const told = /submissions\/victim\/1 on linear-ica: shard-\d+-[0-9a-f]{16}-1: has SHA-256 [0-9a-f]{64}; its job announced/;
  expect(github.logOf(lastRun(github, 'record'))).toMatch(told);

  // An artefact under its name before its own job is done: that job fails, and what it did not make does not count.
  times = 0;
  const left = forge(artefacts.findLast(isVictims)!);
  github.interrupt = (run, job, step) => {
    if (run.workflow.name !== 'record' || job !== 'evaluate-merged' || !step.uses?.includes('upload-artifact')) return;
    times++;
    artefacts.push({ ...left, run: run.id });
  };
  github.schedule('record.yml');
  await github.settle();
  expect(times).toBe(1);
  expect(slugs()).toEqual(['witness']);
  expect(github.logOf(lastRun(github, 'record'))).toContain('comes from a job that did not end well');

  // Left alone, it is recorded with its own numbers.
  github.interrupt = () => undefined;
  github.schedule('record.yml');
  await github.settle();
  expect(slugs()).toEqual(['victim', 'witness']);
});

test('a record that was edited or deleted by hand stops the recorder, until it is restored or withdrawn', async () => {
  github.merge(approved(AUTHOR, 'mine'));
  await github.settle();
  const [path, { result_digest, measured }] = [...recordsOf(github)][0]!;
  const bytes = github.hub.repository.read('main', path)!;

  const better = bytes.toString().replace(/"score":0\.\d+/, '"score":0.99');
  expect(better).not.toBe(bytes.toString());
  github.commitToMain({ [path]: better }, 'Improve');
  await github.settle();
  expect(lastRun(github, 'record').conclusion).toBe('failure');
  expect(github.logOf(lastRun(github, 'record'))).toContain(`${path}: was edited in`);

  github.commitToMain({ [path]: bytes }, 'Restore');
  await github.settle();
  expect(lastRun(github, 'record').conclusion, github.logOf(lastRun(github, 'record'))).toBe('success');

  github.commitToMain({ [path]: null }, 'Delete');
  await github.settle();
  expect(github.logOf(lastRun(github, 'record'))).toContain(`${path}: was deleted in`);

  const { slug, version } = measured.submission;
  const entry = {
    result_digest,
    track: 'linear-ica',
    submission: { slug, version },
    date: '2026-01-31',
    reason: 'law',
    note: 'By order.',
  };
  const ledger = { schema: 'custodes/withdrawals/1', withdrawals: [entry] };
  github.commitToMain({ 'content/withdrawals.json': JSON.stringify(ledger) }, 'Withdraw');
  await github.settle();
  // It stays away: what was withdrawn is not recorded anew.
  expect(lastRun(github, 'record').conclusion, github.logOf(lastRun(github, 'record'))).toBe('success');
  expect(slugs()).toEqual([]);
});

test('a new suite version measures everything anew, beside what it supersedes', async () => {
  github.merge(approved(AUTHOR, 'mine'));
  await github.settle();
  const [old] = [...recordsOf(github).values()];
  const { repository } = github.hub;
  const source = repository.read('main', 'src/evaluation/conformance.ts')!.toString();
  const changed = repository
    .read('main', 'src/registry/suite/suite-version.ts')!
    .toString()
    .replace(/SUITE_VERSION = '[^']+'/, "SUITE_VERSION = '99.0.0'");
  github.commitToMain(
    {
      'src/evaluation/conformance.ts': source.replace('stream/uniform', 'stream/other'),
      'src/registry/suite/suite-version.ts': changed,
    },
    'Suite',
  );
  const frozen = freezeSuite(repository.path);
  github.commitToMain({ [frozen.path]: frozen.text }, 'Freeze');
  await github.settle();
  // Nobody asked for a rescore yet.
  expect(recordsOf(github).size).toBe(1);
  github.dispatch('record.yml', { rescore: 'true' });
  await github.settle();
  expect(lastRun(github, 'record').conclusion, github.logOf(lastRun(github, 'record'))).toBe('success');
  const records = [...recordsOf(github).values()];
  expect(records).toHaveLength(2);
  const rescored = records.find(({ supersedes }) => supersedes !== undefined)!;
  expect(rescored.supersedes).toBe(old!.result_digest);
  expect(rescored.measured.suite.version).toBe('99.0.0');
  expect(rescored.measured.draw).toEqual(old!.measured.draw);
});
