import { copyFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../../src/registry/canonical-json.ts';
import { sha256Hex } from '../../../src/registry/digest.ts';
import { LIMITS } from '../../../src/registry/limits.ts';
import type { ShardCell, ShardFile } from '../../../src/registry/shard-file.ts';
import type { Submission } from '../../../src/registry/submission.ts';
import { honestFiles, rewrite, type Files, type Left } from './night.ts';
import { encoderModel, floatTensor, valueInfo } from './onnx-model.ts';

/** One way in which a submission can be bad: as it was merged, or by what its job left. */
export interface BadWay {
  readonly name: string;
  /** Files that were merged. */
  readonly files?: (slug: string, owner: number) => Files;
  /** What a job that was taken over does to its own artefact. @param others what other jobs left */
  readonly tamper?: (own: Left, others: readonly Left[]) => void;
}

const manifestOf = (slug: string) => `submissions/${slug}/1/submission.json`;

/** A manifest changed by hand, as anybody with an editor could. */
const manifest = (name: string, change: (manifest: Submission, slug: string) => unknown): BadWay => ({
  name,
  files: (slug, owner) => honestFiles(slug, owner, (honest) => change(honest, slug)),
});

const text = (name: string, change: (text: string) => string | Uint8Array): BadWay => ({
  name,
  files: (slug, owner) => {
    const files = honestFiles(slug, owner);
    return { ...files, [manifestOf(slug)]: change(files[manifestOf(slug)] as string) };
  },
});

const extra = (name: string, add: (folder: string) => Files): BadWay => ({
  name,
  files: (slug, owner) => ({ ...honestFiles(slug, owner), ...add(`submissions/${slug}/1`) }),
});

/** Another model than the honest one, with its right digest. */
const model = (name: string, bytes: () => Uint8Array): BadWay => ({
  name,
  files: (slug, owner) => {
    const other = bytes();
    const files = honestFiles(slug, owner, (honest) => ({
      ...honest,
      tracks: [{ ...honest.tracks[0]!, models: { main: { '0': { '0': { file: 'a.onnx', sha256: sha256Hex(other) } } } } }],
    }));
    return { ...files, [`submissions/${slug}/1/a.onnx`]: other };
  },
});

const withModels = (honest: Submission, models: unknown) => ({ ...honest, tracks: [{ ...honest.tracks[0]!, models }] });
const firstModel = (honest: Submission) => honest.tracks[0]!.models.main['0']!['0']!;

/** Many large products, one after the other: small in bytes, slow to run. */
export function slowModel(): Uint8Array {
  const [width, depth] = [600, 220];
  const name = (i: number) => (i === depth ? 'h' : `h${i}`);
  const chain = Array.from({ length: depth }, (_, i) => ({ opType: 'MatMul', input: [name(i), 'w'], output: [name(i + 1)] }));
  return encoderModel({
    node: [
      { opType: 'MatMul', input: ['x', 'in'], output: ['h0'] },
      ...chain,
      { opType: 'MatMul', input: ['h', 'out'], output: ['codes'] },
    ],
    initializer: [
      floatTensor('in', [5, width], new Float32Array(5 * width)),
      floatTensor('w', [width, width], new Float32Array(width * width)),
      floatTensor('out', [width, 5], new Float32Array(5 * width)),
    ],
    input: [valueInfo('x', ['batch', 5])],
    output: [valueInfo('codes', ['batch', 5])],
  });
}

/** A shard that says something else, announced as it is: what a model that broke out could make its job say. */
const shard = (name: string, change: (shard: ShardFile, others: readonly Left[]) => unknown): BadWay => ({
  name,
  tamper: (own, others) => rewrite(own, `${canonicalJson(change(own.shard, others))}\n`),
});

const cells = (name: string, change: (cells: readonly ShardCell[]) => unknown): BadWay =>
  shard(name, (honest) => ({ ...honest, cells: change(honest.cells) }));

const measurement = (name: string, change: Readonly<Record<string, unknown>>): BadWay =>
  cells(name, ([cell]) => [{ ...cell, measurement: { ...(cell as { measurement: object }).measurement, ...change } }]);

const ZEROS = '0'.repeat(64);

/** Every way that is known; a night has many. */
export const BAD_WAYS: readonly BadWay[] = [
  text('a manifest that is no JSON', () => '{ "schema": '),
  text('an empty manifest', () => ''),
  text('a manifest that is no UTF-8', (honest) => Buffer.from(honest.replace('Method', 'M\u00e9thode'), 'latin1')),
  text('a field twice in its manifest', (honest) => honest.replace('"slug":', '"slug": "another",\n  "slug":')),
  text('a manifest in UTF-16', (honest) => Buffer.from(honest, 'utf16le')),
  text('a manifest that is a list', () => '[]'),
  text('a manifest beyond its bytes', (honest) => honest + ' '.repeat(LIMITS.manifestBytes)),
  manifest('an unknown track', (honest) => ({ ...honest, tracks: [{ ...honest.tracks[0]!, track: 'no-such-track' }] })),
  manifest('a track twice', (honest) => ({ ...honest, tracks: [honest.tracks[0]!, honest.tracks[0]!] })),
  manifest('another slug than its folder', (honest) => ({ ...honest, slug: 'somebody-else' })),
  manifest('another version than its folder', (honest) => ({ ...honest, version: '7' })),
  manifest('an unknown field', (honest) => ({ ...honest, verified: true })),
  manifest('an instance that is none', (honest) => withModels(honest, { main: { '99': { '0': firstModel(honest) } } })),
  manifest('a file that is not there', (honest) =>
    withModels(honest, { main: { '0': { '0': { ...firstModel(honest), file: 'none.onnx' } } } }),
  ),
  manifest('another digest than its file', (honest) =>
    withModels(honest, { main: { '0': { '0': { ...firstModel(honest), sha256: ZEROS } } } }),
  ),
  manifest('codes that are a model', (honest) => ({ ...honest, tracks: [{ ...honest.tracks[0]!, kind: 'codes' }] })),
  {
    name: 'no manifest',
    files: (slug) => ({ [`submissions/${slug}/1/notes.md`]: 'later\n' }),
  },
  {
    name: 'a manifest that is a link',
    files: (slug, owner) => ({ ...honestFiles(slug, owner), [manifestOf(slug)]: { link: '/etc/hostname' } }),
  },
  extra('a link among its files', (folder) => ({ [`${folder}/notes.md`]: { link: '/etc/hostname' } })),
  extra('a program among its files', (folder) => ({ [`${folder}/run.exe`]: 'MZ' })),
  extra('names that differ by case alone', (folder) => ({ [`${folder}/a.md`]: 'a', [`${folder}/A.md`]: 'A' })),
  {
    name: 'somebody else’s slug',
    files: (slug, owner) => {
      const second = Object.entries(honestFiles(slug, owner, (honest) => ({ ...honest, version: '2', slug: 'good-000' })));
      return Object.fromEntries(second.map(([path, entry]) => [path.replace(`${slug}/1/`, 'good-000/2/'), entry]));
    },
  },
  model('a model that is none', () => new TextEncoder().encode('no model')),
  model('a model that takes too long', slowModel),
  model('an empty model', () => new Uint8Array()),
  { name: 'a job that failed', tamper: ({ job, finished }) => void finished.delete(job.artefact) },
  { name: 'a job that left nothing', tamper: ({ folder }) => rmSync(folder, { recursive: true }) },
  { name: 'a job that left two shards', tamper: ({ file }) => copyFileSync(file, `${file}.json`) },
  {
    name: 'a job that left a link',
    tamper: ({ file }) => {
      rmSync(file);
      symlinkSync('/etc/hostname', file);
    },
  },
  {
    name: 'a job that left a folder of that name',
    tamper: ({ file }) => {
      rmSync(file);
      mkdirSync(join(file, 'deeper'), { recursive: true });
    },
  },
  { name: 'a shard that is no JSON', tamper: (own) => rewrite(own, 'no JSON') },
  { name: 'a shard beyond its bytes', tamper: (own) => rewrite(own, ' '.repeat(LIMITS.shardBytes + 1)) },
  {
    name: 'another shard than was announced',
    tamper: ({ file, shard: honest }) => writeFileSync(file, `${canonicalJson(honest)}\n\n`),
  },
  shard('a shard with an unknown field', (honest) => ({ ...honest, more: 1 })),
  shard('a shard of other bytes of its manifest', (honest) => ({
    ...honest,
    submission: { ...honest.submission, manifest_sha256: ZEROS },
  })),
  shard('a shard of another’s submission', (_honest, [other]) => other!.shard),
  shard('a shard of another track', (honest) => ({ ...honest, selection: { ...honest.selection, track: 'segments' } })),
  shard('a shard on another draw', (honest) => ({ ...honest, selection: { ...honest.selection, commit: 'public' } })),
  shard('a shard of a few rows', (honest) => ({ ...honest, selection: { ...honest.selection, rows: 100 } })),
  shard('a shard of another suite', (honest) => ({ ...honest, suite: { ...honest.suite, digest: ZEROS } })),
  shard('a shard of another engine', (honest) => ({ ...honest, run: { ...honest.run, engine_commit: 'f'.repeat(40) } })),
  shard('another part', (honest) => ({ ...honest, shard: { index: 1, count: 2 } })),
  cells('no cell', () => []),
  cells('a cell more', (all) => [...all, { ...all[0]!, seed: '5' }]),
  cells('a cell that contradicts itself', ([cell]) => {
    const { measurement: own } = cell as unknown as { measurement: { readonly m: number } };
    return [cell, { ...cell, measurement: { ...own, m: own.m + 1 } }];
  }),
  cells('a cell that was rejected', ([cell]) => {
    const { measurement: _, ...name } = cell as ShardCell & { measurement: unknown };
    return [{ ...name, faults: [{ path: 'encoder', rule: 'is constant', fix: 'train it' }] }];
  }),
  measurement('another draw’s seed', { draw_seed: ZEROS }),
  measurement('another model’s digest', { artefact_sha256: ZEROS }),
  measurement('fewer rows', { n: 10 }),
  measurement('more than a record holds', {
    metrics: Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`m${i}`, { score: 0.12345678901234567, part: 0.12345678901234567 }]),
    ),
  }),
  {
    name: 'a number that is none',
    tamper: (own) => rewrite(own, canonicalJson(own.shard).replace(/"score":[\d.e-]+/, '"score":1e999')),
  },
];
