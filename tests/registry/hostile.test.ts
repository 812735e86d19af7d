import { readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatFault, type Fault } from '../../src/core/input-error.ts';
import { sha256Hex } from '../../src/registry/digest.ts';
import { auditModel } from '../../src/registry/onnx/audit.ts';
import { soundManifest } from './support/sound-manifest.ts';
import { submissionFaults } from '../../src/registry/submission-faults.ts';
import type { Submission } from '../../src/registry/submission.ts';
import { auditFolder } from '../../src/runtime/node/submission-audit.ts';
import { findTrack } from '../../src/suite/tracks/catalogue.ts';
import { CORPUS_D, hostileArrays, hostileModels, type HostileCase } from './support/hostile-corpus.ts';
import { createWorkplace, type Workplace } from './support/workplace.ts';

const TRACK = findTrack('linear-ica');
const MODELS = hostileModels();
const ARRAYS = hostileArrays(TRACK.evaluationRows);
/** One printable line: where, what, and what to do. */
const ONE_LINE = /^[ -~]{3,700}$/;

let workplace: Workplace;

beforeAll(() => {
  workplace = createWorkplace();
});

afterAll(() => workplace.remove());

function manifestOf(
  slug: string,
  file: string,
  bytes: Uint8Array,
  change: (manifest: Submission) => unknown = (manifest) => manifest,
) {
  const kind = file.endsWith('.npy') ? 'codes' : 'encoder';
  const models = { main: { '0': { '0': { file, sha256: sha256Hex(bytes) } } } };
  return change({ ...soundManifest(slug, TRACK), tracks: [{ track: TRACK.id, kind, models }] });
}

function submit(slug: string, file: string, bytes: Uint8Array, change?: (manifest: Submission) => unknown): void {
  workplace.write(`submissions/${slug}/1/${file}`, bytes);
  workplace.write(`submissions/${slug}/1/submission.json`, JSON.stringify(manifestOf(slug, file, bytes, change)));
}

/** Every path below the workplace with its size. */
function listing(): string[] {
  const names = readdirSync(workplace.root, { recursive: true, encoding: 'utf8' }).toSorted();
  return names.map((name) => `${name} ${statSync(join(workplace.root, name), { throwIfNoEntry: false })?.size}`);
}

/** Whatever refuses must leave everything as it was. */
async function unchanged<T>(refuse: () => T): Promise<Awaited<T>> {
  const before = listing();
  const result = await refuse();
  expect(listing()).toEqual(before);
  return result;
}

/** What the real command says. */
async function refuseByCommand(slug: string): Promise<readonly string[]> {
  const { status, stdout, stderr } = await unchanged(() => workplace.run('check', `submissions/${slug}`));
  expect(status).toBe(1);
  expect(stdout).toBe('');
  const lines = stderr.trimEnd().split('\n');
  for (const line of lines) expect(line).toMatch(ONE_LINE);
  return lines;
}

/** What the command would say, without starting it. */
async function refuse(slug: string): Promise<readonly string[]> {
  const { faults } = await unchanged(() => auditFolder(join(workplace.root, 'submissions', slug, '1'), workplace.root));
  expect(faults.length).toBeGreaterThan(0);
  const lines = faults.map(formatFault);
  for (const line of lines) expect(line).toMatch(ONE_LINE);
  return lines;
}

function expectRefusal(faults: readonly Fault[], { rule }: HostileCase): void {
  expect(faults.map((fault) => fault.rule).join('\n')).toContain(rule);
  expect(faults.length).toBeGreaterThan(0);
  for (const fault of faults) expect(formatFault(fault)).toMatch(ONE_LINE);
}

describe('every hostile file is refused with one line for each fault', () => {
  test('the corpus has no name twice', () => {
    const names = [...MODELS, ...ARRAYS].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(MODELS.map((entry) => [entry.name, entry] as const))('%s.onnx', (name, entry) => {
    expectRefusal(auditModel(`${name}.onnx`, entry.bytes, [CORPUS_D]), entry);
  });

  test.each(ARRAYS.map((entry) => [entry.name, entry] as const))('%s.npy', (name, entry) => {
    const file = `${name}.npy`;
    const submission = manifestOf('codes', file, entry.bytes) as Submission;
    expectRefusal(submissionFaults(submission, { folder: 'submissions/codes/1', files: new Map([[file, entry.bytes]]) }), entry);
  });
});

describe('check refuses, exits with 1, says so in one line a fault, and leaves no file behind', () => {
  test.each(['external-parent', 'tile', 'many-nodes', 'hostile-names', 'truncated-100'])('%s.onnx', async (name) => {
    const entry = MODELS.find((model) => model.name === name)!;
    submit(name, 'model.onnx', entry.bytes);
    const lines = await refuseByCommand(name);
    expect(lines.join('\n')).toContain(entry.rule);
    for (const line of lines) expect(line).toMatch(new RegExp(`^submissions/${name}/1/model\\.onnx: `));
  });

  test.each(['pickled-objects', 'huge-header'])('%s.npy', async (name) => {
    const entry = ARRAYS.find((array) => array.name === name)!;
    submit(name, 'codes.npy', entry.bytes);
    const lines = await refuseByCommand(name);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(entry.rule);
  });

  test('a model that is a link to another file', async () => {
    const plain = MODELS.find(({ name }) => name === 'loop')!;
    submit('linked', 'model.onnx', plain.bytes);
    workplace.removeFile('submissions/linked/1/model.onnx');
    symlinkSync('/etc/hostname', join(workplace.root, 'submissions/linked/1/model.onnx'));
    expect(await refuseByCommand('linked')).toEqual([
      'submissions/linked/1/model.onnx: is a link or a special file; put the file itself there',
    ]);
  });

  test('a manifest that is a link', async () => {
    workplace.write('submissions/odd/1/notes.md', '');
    symlinkSync('/etc/hostname', join(workplace.root, 'submissions/odd/1/submission.json'));
    expect(await refuseByCommand('odd')).toEqual([
      'submissions/odd/1/submission.json: is a link; put what it leads to there itself',
    ]);
  });

  const PLAIN = hostileModels().find(({ name }) => name === 'loop')!.bytes;
  test.each<readonly [string, (manifest: Submission) => unknown, readonly string[]]>([
    ['markup', (manifest) => ({ ...manifest, title: 'x'.repeat(81), licence: '<script>' }), ['#/title', '#/licence']],
    ['long', (manifest) => ({ ...manifest, summary: 'a'.repeat(100_000) }), ['#/summary']],
    ['invisible', (manifest) => ({ ...manifest, title: 'a\u200bb', summary: 'a\u202eb' }), ['#/title', '#/summary']],
    [
      'script-link',
      (manifest) => ({ ...manifest, method: { name: 'm', paper: { title: 't', year: 2020, url: 'javascript:alert(1)' } } }),
      ['#/method/paper/url'],
    ],
    ['path-slug', (manifest) => ({ ...manifest, slug: '../../etc' }), ['#/slug']],
    ['case-slug', (manifest) => ({ ...manifest, slug: 'Case-Slug' }), ['#/slug']],
    ['second-slug', (manifest) => ({ ...manifest, slug: 'case-slug' }), ['#/slug']],
    [
      'many-fields',
      (manifest) => ({ ...manifest, ...Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`f${i}`, i])) }),
      ['#'],
    ],
  ])('a manifest: %s', async (slug, change, pointers) => {
    submit(slug, 'model.onnx', PLAIN, change);
    const lines = await refuse(slug);
    for (const pointer of pointers) expect(lines.some((line) => line.includes(`submission.json${pointer}: `))).toBe(true);
    expect(lines.length).toBeLessThanOrEqual(20);
  });

  test.each([
    ['of a megabyte', JSON.stringify({ slug: 'a'.repeat(1_000_000) }), 'has 1000011 bytes'],
    ['that nests without end', `${'['.repeat(120_000)}${']'.repeat(120_000)}`, 'is not of type object'],
    ['that is cut short', '{"schema": "custodes/submission/1", ', 'is not JSON'],
    ['with a prototype', '{"__proto__": {"slug": "x"}}', 'has the unknown field "__proto__"'],
    ['that is no UTF-8', Uint8Array.of(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d), 'is no UTF-8 at byte 3, in line 1'],
  ])('a manifest %s', async (_name, text, rule) => {
    workplace.write('submissions/text/1/submission.json', text);
    const lines = await refuse('text');
    expect(lines.join('\n')).toContain(rule);
  });

  test('file names that differ by case only, and files that nothing names', async () => {
    submit('files', 'model.onnx', PLAIN);
    for (const name of ['Notes.md', 'notes.md', 'run.ts', 'payload.so', 'a/b/deep.md', '\u202etxt.md'])
      workplace.write(`submissions/files/1/${name}`, 'x');
    const text = (await refuse('files')).join('\n');
    expect(text).toContain('notes.md: differs from Notes.md by case only');
    for (const name of ['run.ts', 'payload.so', 'a/b/deep.md', '?txt.md'])
      expect(text).toContain(`submissions/files/1/${name}: is named by no manifest entry and of no kind that is allowed`);
  });
});
