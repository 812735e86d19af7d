import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { permalinkDigest } from '../../src/registry/digest.ts';
import { parseAttempts } from '../../src/registry/attempts.ts';
import { SUITE_VERSION } from '../../src/registry/suite/suite-version.ts';
import type { GitHub } from './support/github.ts';
import { APP_LOGIN, RECORDER_LOGIN, type PullRequest } from './support/hub.ts';
import { AUTHOR, lastRun, recordsOf, startRegistry, SCENARIO_TIME } from './support/scratch-github.ts';
import { submissionFiles } from './support/scratch-registry.ts';

vi.setConfig(SCENARIO_TIME);

let github: GitHub;
let pull: PullRequest;

beforeAll(async () => {
  github = await startRegistry({ site: true, commands: 'spawned' });
});
afterAll(() => github.close());

test('a stranger’s pull request is checked, evaluated with main’s code, and told so', async () => {
  pull = github.openPull(AUTHOR, 'my-method', submissionFiles(AUTHOR, 'my-method', undefined, undefined, [0, 1, 2]));
  expect(() => github.merge(pull)).toThrow('required status check');
  await github.settle();
  for (const name of ['check', 'evaluate', 'comment']) {
    expect(lastRun(github, name).conclusion, github.logOf(lastRun(github, name))).toBe('success');
  }
  expect(lastRun(github, 'check')).toMatchObject({ event: 'pull_request', restricted: true });
  expect(lastRun(github, 'evaluate')).toMatchObject({ event: 'workflow_run', sha: github.hub.main });
  const statuses = github.hub.statuses.map(({ state, creator, sha }) => ({ state, creator, sha }));
  const common = { creator: APP_LOGIN, sha: pull.headSha };
  expect(statuses).toEqual([
    { state: 'pending', ...common },
    { state: 'success', ...common },
  ]);
  const [comment] = github.hub.comments;
  for (const part of [
    '| `mcc_pearson` | 0.',
    '95% interval over instances',
    'must-fail twin',
    '| Floor |',
    '| Rank | 1 | of 1 ranked method',
    '| Codes | linear-entangled, matched | 3 of 3 models, confidence ',
    'minutes of one core',
    `git fetch origin pull/1/head && git checkout ${pull.headSha}`,
    `npm run -s evaluate -- submissions/my-method/1 --seed-from ${pull.headSha}`,
    'These numbers are a preview',
  ]) {
    expect(comment!.body).toContain(part);
  }
  const ledger = github.hub.repository.git('ls-tree', '-r', '--name-only', 'ledger');
  const attempts = parseAttempts(github.hub.repository.read('ledger', ledger)!.toString(), ledger);
  expect(attempts.map(({ event, account, verdict }) => [event, account, verdict])).toEqual([
    ['admitted', AUTHOR.id, undefined],
    ['approved', AUTHOR.id, undefined],
    ['ended', AUTHOR.id, 'evaluated'],
  ]);
});

test('merged, it becomes one record, on the draw of the merge, attested and pushed by the app', async () => {
  const merge = github.merge(pull);
  await github.settle();
  for (const name of ['record', 'pages']) {
    expect(lastRun(github, name).conclusion, github.logOf(lastRun(github, name))).toBe('success');
  }
  const records = [...recordsOf(github)];
  expect(records).toHaveLength(1);
  const [path, record] = records[0]!;
  expect(record.measured.draw.commit).toBe(merge);
  expect(record.measured.submission.slug).toBe('my-method');
  expect(record.measured.models.main).toHaveLength(3);
  expect(record.run.engine_commit).toBe(merge);
  expect(github.hub.repository.git('log', '-1', '--format=%an', 'main')).toBe(RECORDER_LOGIN);

  const bytes = github.hub.repository.read('main', path)!;
  const digest = permalinkDigest(record.result_digest);
  const bundle = JSON.parse(github.hub.repository.read('main', `content/attestations/${digest}.json`)!.toString()) as {
    dsseEnvelope: { payload: string };
  };
  const statement = JSON.parse(Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString()) as Record<string, unknown>;
  expect(statement).toMatchObject({
    subject: [{ name: `${digest}.json`, digest: { sha256: createHash('sha256').update(bytes).digest('hex') } }],
    predicateType: 'https://custodes.github.io/attestation/record/v1',
    predicate: { engine_commit: merge, records: [{ result_digest: record.result_digest }] },
  });
});

test('its permalink serves the record’s very bytes, its attestation, and the command that verifies it', () => {
  const [path, record] = [...recordsOf(github)][0]!;
  const folder = join(github.hub.folder, 'pages/r', permalinkDigest(record.result_digest));
  expect(readFileSync(join(folder, 'record.json'))).toEqual(github.hub.repository.read('main', path));
  expect(existsSync(join(folder, 'attestation.json'))).toBe(true);
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  expect(page).toContain('gh attestation verify');
  expect(page).toContain(record.result_digest);
  const reachable = github.logOf(lastRun(github, 'pages'));
  expect(reachable).toContain('{"records":1,"withdrawn":0}');
});

test('no job used a token beyond what it was given, and none that runs a model or a stranger’s code holds one that writes', () => {
  const { uses, tokens } = github.hub;
  expect(uses.filter(({ status }) => status === 401 || status === 403)).toEqual([]);
  const writers = [...tokens.values()].filter(({ permissions }) => Object.values(permissions).includes('write'));
  const jobs = [...new Set(writers.map(({ job }) => job))].toSorted();
  expect(jobs).toEqual(['admit', 'approve', 'comment/comment', 'conclude', 'pages/deploy', 'publish', 'record/publish']);
  const writing = ['admit', 'approve', 'comment/comment', 'conclude', 'publish', 'record/publish'];
  for (const { method, token, path } of uses) {
    if (method !== 'GET') expect(writing, `${method} ${path}`).toContain(token?.job);
  }
  // The app that may pass the ruleset is minted for the push of records, and for nothing else.
  const recorders = [...tokens.values()].filter(({ login }) => login === RECORDER_LOGIN);
  expect(recorders.map(({ job, permissions }) => [job, permissions])).toEqual([['publish', { contents: 'write' }]]);
});

// From here on commands are warm: what follows is about what they find and leave, and each ran as a process of its own above.
test('asked again, the recorder and the weekly check change nothing that stands', async () => {
  github.hub.warm = true;
  const before = [...recordsOf(github).keys()];
  github.dispatch('record.yml', {});
  github.schedule('drift.yml');
  await github.settle();
  expect(lastRun(github, 'record').jobs['publish']).toBeUndefined();
  expect(lastRun(github, 'drift').conclusion, github.logOf(lastRun(github, 'drift'))).toBe('success');
  expect([...recordsOf(github).keys()]).toEqual(before);
  // The weekly check writes in the ledger alone; the recorder takes the day to main.
  expect(github.hub.repository.read('main', 'content/verified.json')).toBeNull();
  github.schedule('record.yml');
  await github.settle();
  expect(lastRun(github, 'record').conclusion, github.logOf(lastRun(github, 'record'))).toBe('success');
  expect([...recordsOf(github).keys()]).toEqual(before);
  const verified = JSON.parse(github.hub.repository.read('main', 'content/verified.json')!.toString()) as {
    verified: Record<string, string>;
  };
  expect(Object.keys(verified.verified)).toEqual(before.map((path) => path.slice(-'0123456789ab.json'.length, -'.json'.length)));
});

test('a suite version is released with its site and metadata, and asks for a rescore', async () => {
  github.dispatch('release.yml', { version: '9.9.9' });
  await github.settle();
  expect(github.logOf(lastRun(github, 'release'))).toContain("version: 9.9.9 is not this engine's suite");
  expect(github.hub.releases).toEqual([]);

  const recorded = github.runsOf('record').length;
  github.dispatch('release.yml', { version: SUITE_VERSION });
  await github.settle();
  expect(lastRun(github, 'release').conclusion, github.logOf(lastRun(github, 'release'))).toBe('success');
  const [release] = github.hub.releases;
  expect(release!.tag).toBe(`suite-${SUITE_VERSION}`);
  const metadata = JSON.parse(Buffer.from(release!.assets.get('metadata.json')!).toString()) as { version: string };
  expect(metadata.version).toBe(SUITE_VERSION);
  expect(
    [...gunzipSync(release!.assets.get('site.tar.gz')!).subarray(0, 4)].map((byte) => String.fromCharCode(byte)).join(''),
  ).toBe('dist');
  const rescore = github.runsOf('record').slice(recorded);
  expect(rescore.map(({ payload, actor, conclusion }) => [payload['inputs'], actor, conclusion])).toEqual([
    [{ rescore: 'true' }, 'github-actions[bot]', 'success'],
  ]);
});

test('withdrawn, it leaves a tombstone at its permalink, and the site says so', async () => {
  const [path, { result_digest, measured }] = [...recordsOf(github)][0]!;
  const { slug, version } = measured.submission;
  const withdrawal = {
    result_digest,
    track: measured.track.id,
    submission: { slug, version },
    date: '2026-01-01',
    reason: 'law',
    note: 'By order of a court.',
  };
  const ledger = { schema: 'custodes/withdrawals/1', withdrawals: [withdrawal] };
  github.commitToMain({ 'content/withdrawals.json': JSON.stringify(ledger), [path]: null }, 'Withdraw');
  await github.settle();
  const pages = lastRun(github, 'pages');
  expect(pages.conclusion, github.logOf(pages)).toBe('success');
  expect(github.logOf(pages)).toContain('{"records":0,"withdrawn":1}');
  const folder = join(github.hub.folder, 'pages/r', permalinkDigest(result_digest));
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  for (const part of ['Withdrawn', 'By order of a court.', result_digest]) expect(page).toContain(part);
  expect(existsSync(join(folder, 'record.json'))).toBe(false);
});
