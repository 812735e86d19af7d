import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Submission } from '../../src/registry/submission.ts';
import { linearModel, scaledIdentity } from '../registry/support/onnx-model.ts';
import type { Changes } from './support/bare-repository.ts';
import type { GitHub } from './support/github.ts';
import type { Account } from './support/hub.ts';
import { AUTHOR, lastRun, OTHER, SCENARIO_TIME, startRegistry } from './support/scratch-github.ts';
import { submissionFiles } from './support/scratch-registry.ts';

vi.setConfig(SCENARIO_TIME);

const RECORD = 'content/results/linear-ica/0123456789ab.json';
const RECORD_TEXT = JSON.stringify({ schema: 'custodes/record/1', text: 'x'.repeat(500) });
const MERGED = submissionFiles(AUTHOR, 'fast-separation', (manifest) => ({ ...manifest, title: 'Fast separation' }));
const MODEL = 'submissions/fast-separation/1/main-0.onnx';
const MEMBER: Account = { id: 77, login: 'team-member' };

let github: GitHub;

beforeAll(async () => {
  github = await startRegistry();
  github.ignored = ['pages', 'record', 'check', 'comment'];
  github.commitToMain({ ...MERGED, [RECORD]: RECORD_TEXT }, 'Merged earlier');
});
afterAll(() => github.close());

/** A submission of a model that nobody else has. */
const own = (account: Account, slug: string, change?: (manifest: Submission) => unknown) =>
  submissionFiles(account, slug, change, (d) => linearModel({ weights: scaledIdentity(d, 3) }));

/** What main's own audit says of a pull request, with the state of its status. */
async function audited(account: Account, changes: Changes, association?: string): Promise<{ state: string; text: string }> {
  const pull = github.openPull(account, `branch-${github.hub.pulls.length}`, changes, association);
  github.dispatch('evaluate.yml', { pull_request: String(pull.number) });
  await github.settle();
  const run = lastRun(github, 'evaluate');
  const artefact = github.hub.artefacts.findLast((each) => each.run === run.id && each.name === 'outcome');
  const text = Buffer.from(artefact?.files.get('outcome.json') ?? '').toString();
  return { state: github.hub.statuses.findLast(({ sha }) => sha === pull.headSha)?.state ?? 'none', text };
}

test('a rename takes frozen files and records away, and is refused like a removal', async () => {
  const { state, text } = await audited(OTHER, {
    [MODEL]: null,
    'docs/model.onnx': MERGED[MODEL]!,
    [RECORD]: null,
    'content/old/0123456789ab.json': RECORD_TEXT,
  });
  expect(state).toBe('failure');
  expect(text).toContain(`"path":"${RECORD}","rule":"is written by the recorder alone"`);
  expect(text).toContain(`"path":"${MODEL}","rule":"is frozen: its version was merged already"`);
  expect(text).toContain('"path":"docs/model.onnx","rule":"lies outside one submission version"');
});

test('links and submodules are refused before anything of them is fetched', async () => {
  const folder = 'submissions/my-method/1';
  const { state, text } = await audited(OTHER, {
    ...own(OTHER, 'my-method'),
    [`${folder}/notes.md`]: { mode: '120000', content: '/etc/passwd' },
    [`${folder}/lib`]: { mode: '160000', content: '0123456789abcdef0123456789abcdef01234567' },
  });
  expect(state).toBe('failure');
  expect(text).toContain(`"path":"${folder}/notes.md","rule":"is a link"`);
  expect(text).toContain(`"path":"${folder}/lib","rule":"is a submodule"`);
});

test('a stranger is no reference row, nobody’s login, name, title or model', async () => {
  const rules = async (changes: Changes) => {
    const { state, text } = await audited(OTHER, changes);
    expect(state).toBe('failure');
    return text;
  };
  const claim = (manifest: Submission) => ({ ...manifest, baseline: 'untrained' });
  expect(await rules(own(OTHER, 'my-floor', claim))).toContain('claims to be a reference row');
  const spoof = (manifest: Submission) => ({ ...manifest, owner: { ...manifest.owner, login: 'custodes' } });
  expect(await rules(own(OTHER, 'my-method', spoof))).toContain('is not the login of the account 4343');
  const borrowed = submissionFiles(OTHER, 'fast-separations', (manifest) => ({ ...manifest, title: 'Fаst-Separation' }));
  const text = await rules(borrowed);
  expect(text).toContain("would be mistaken for fast-separation, which is another owner's");
  expect(text).toContain("reads like that of fast-separation/1, which is another owner's");
  expect(text).toContain('stands in fast-separation/1, of another owner');
});

test('a version for somebody else is a code owner’s to add, not any member’s', async () => {
  const next = Object.fromEntries(
    Object.entries(own(AUTHOR, 'fast-separation', (manifest) => ({ ...manifest, version: '2' }))).map(([path, content]) => [
      path.replace('/1/', '/2/'),
      content,
    ]),
  );
  const { text } = await audited(MEMBER, next, 'MEMBER');
  expect(text).toContain('is not the author of this pull request (77)');
  github.commitToMain({ '.github/CODEOWNERS': `* @custodes/maintainers @${MEMBER.login}\n` }, 'Name a code owner');
  // Who took the login over, and belongs to nothing here, is no code owner.
  expect((await audited(MEMBER, next, 'NONE')).state).toBe('failure');
  const allowed = await audited(MEMBER, next, 'MEMBER');
  expect(allowed.state, allowed.text).toBe('success');
  expect(allowed.text).toContain('has no twin models');
});

test('a pull request whose author is gone is nobody’s, and least of all the registry’s', async () => {
  const { state } = await audited({ id: 0, login: 'ghost' }, own({ id: 0, login: 'custodes' }, 'my-method'));
  expect(state).toBe('none');
  expect(github.logOf(lastRun(github, 'evaluate'))).toContain('has no author any more');
});
