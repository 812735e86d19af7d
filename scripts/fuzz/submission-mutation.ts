import type { RandomStream } from '../../src/core/random/stream.ts';
import { sha256Hex } from '../../src/registry/digest.ts';
import { LIMITS } from '../../src/registry/limits.ts';
import type { Submission } from '../../src/registry/submission.ts';
import { exampleManifest } from '../../src/registry/submission-scaffold.ts';
import { findTrack } from '../../src/suite/tracks/catalogue.ts';
import { mutateBytes } from './byte-mutation.ts';
import { around, once, pick } from './draw.ts';
import { mutateGraph } from './graph-mutation.ts';
import { edgeSize, hostileString } from './hostile-values.ts';
import { mutateManifest, mutateManifestText } from './manifest-mutation.ts';
import { mutateNpyHeader } from './npy-header-mutation.ts';
import { FUZZ_TRACK, type FuzzSources } from './sources.ts';

/** What lies in a submission's folder under one name. */
export type FolderEntry =
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly mode?: number }
  /** A file of zeros that takes no place on the disk. */
  | { readonly kind: 'zeros'; readonly size: number }
  | { readonly kind: 'link'; readonly to: string }
  | { readonly kind: 'folder' }
  /** A pipe, whose reading would never end. */
  | { readonly kind: 'pipe' };

/** A submission as it is written to the disk: entries by their paths in the folder, `submission.json` among them. */
export interface DrawnSubmission {
  readonly slug: string;
  readonly version: string;
  readonly entries: ReadonlyMap<string, FolderEntry>;
}

interface Draft {
  readonly entries: Map<string, FolderEntry>;
  readonly models: Record<string, Record<string, Record<string, { file: string; sha256: string }>>>;
}

const NAMES = [
  'notes.md',
  'Notes.md',
  'data.csv',
  'train.py',
  'recipe.ts',
  'page.mdx',
  'run.sh',
  'x.so',
  '.hidden',
  '.git/config',
  'a/b/c.md',
  'con.md',
  'LICENSE',
  'package.json',
];
const TARGETS = ['/etc/hostname', '../../..', '.', 'submission.json', 'nowhere', 'loop', '/dev/zero', '/proc/self/environ'];

const file = (bytes: Uint8Array): FolderEntry => ({ kind: 'file', bytes });

/** A name that a file system takes. */
function fileName(stream: RandomStream): string {
  const name = once(stream, 2)
    ? pick(stream, NAMES)
    : hostileString(stream).replaceAll(/[\0/]/g, '_').slice(0, 60).toWellFormed();
  return ['', '.', '..', 'submission.json'].includes(name) ? 'x.md' : name;
}

const FOLDER_EDITS: readonly ((stream: RandomStream, draft: Draft) => void)[] = [
  (stream, { entries }) => entries.set(fileName(stream), file(new TextEncoder().encode('x'))),
  (stream, { entries }) => entries.set(fileName(stream), { kind: 'link', to: pick(stream, TARGETS) }),
  (stream, { entries }) => entries.set(pick(stream, [...entries.keys()]), { kind: 'link', to: pick(stream, TARGETS) }),
  (stream, { entries }) => entries.set(fileName(stream), { kind: 'folder' }),
  (stream, { entries }) => entries.set(pick(stream, [...entries.keys()]), { kind: 'folder' }),
  (stream, { entries }) => entries.set(fileName(stream), { kind: 'zeros', size: edgeSize(stream) }),
  (stream, { entries }) => entries.set(pick(stream, [...entries.keys()]), { kind: 'zeros', size: edgeSize(stream) }),
  (stream, { entries }) => entries.delete(pick(stream, [...entries.keys()])),
  (stream, { entries }) => {
    const [from, to] = [pick(stream, [...entries.keys()]), pick(stream, [...entries.keys()])];
    const [a, b] = [entries.get(from)!, entries.get(to)!];
    entries.set(from, b).set(to, a);
  },
  (stream, { entries }) => {
    const name = pick(stream, [...entries.keys()]);
    entries.set(once(stream, 2) ? name.toUpperCase() : `sub/${name}`, entries.get(name)!);
  },
  (stream, { entries }) => {
    for (const [name, entry] of entries)
      if (entry.kind === 'file') entries.set(name, { ...entry, mode: pick(stream, [0o444, 0o755, 0o777]) });
  },
  (stream, { entries }) => {
    if (once(stream, 6)) entries.set(fileName(stream), { kind: 'pipe' });
  },
  (stream, { entries }) => {
    if (!once(stream, 20)) return;
    const count = around(stream, LIMITS.submissionFiles) - entries.size;
    for (let i = 0; i < count; i++) entries.set(`n${i}.md`, { kind: 'zeros', size: 0 });
  },
  (stream, { entries }) => {
    if (!once(stream, 20)) return;
    const size = around(stream, LIMITS.fileBytes);
    for (let i = 0; i < Math.ceil(LIMITS.submissionBytes / size); i++) entries.set(`n${i}.csv`, { kind: 'zeros', size });
  },
];

/** Artefacts that are not what their names say, or are named twice, with digests that hold or do not. */
const MODEL_EDITS: readonly ((stream: RandomStream, draft: Draft, sources: FuzzSources) => void)[] = [
  (stream, draft, { models }) => replace(stream, draft, mutateBytes(stream, pick(stream, models), pick(stream, models))),
  (stream, draft, { models }) => replace(stream, draft, mutateGraph(stream, pick(stream, models))),
  (stream, draft, { arrays }) => replace(stream, draft, mutateNpyHeader(stream, arrays[0]!)),
  (stream, draft, { arrays }) => replace(stream, draft, pick(stream, arrays)),
  (stream, draft, { models }) => replace(stream, draft, pick(stream, models)),
  (stream, draft) => (anyModel(stream, draft).sha256 = pick(stream, ['0'.repeat(64), 'A'.repeat(64), '', 'x'.repeat(64)])),
  (stream, draft) =>
    (anyModel(stream, draft).file = pick(stream, [
      '../x.onnx',
      '/x.onnx',
      'a/../x.onnx',
      'X.ONNX',
      'x.onnx ',
      'missing.onnx',
      'submission.json',
    ])),
  (stream, draft) => Object.assign(anyModel(stream, draft), anyModel(stream, draft)),
  (_stream, { models }) => (models['twin'] = { ...models['main'] }),
  (stream, draft) => {
    const seeds = pick(stream, Object.values(draft.models['main']!));
    const [model] = Object.values(seeds);
    for (let seed = 0; seed < pick(stream, [2, 10, 11, 200]); seed++) seeds[String(seed)] = { ...model! };
  },
];

function anyModel(stream: RandomStream, { models }: Draft): { file: string; sha256: string } {
  const all = Object.values(models).flatMap((instances) => Object.values(instances).flatMap((seeds) => Object.values(seeds)));
  return pick(stream, all);
}

/** Puts other bytes in the place of a model, most often with their digest. */
function replace(stream: RandomStream, draft: Draft, bytes: Uint8Array): void {
  const model = anyModel(stream, draft);
  draft.entries.set(model.file, file(bytes));
  if (!once(stream, 6)) model.sha256 = sha256Hex(bytes);
}

/** What is changed; the text, with which most faults end, less often. */
const KINDS = ['model', 'model', 'folder', 'folder', 'manifest', 'manifest', 'text'] as const;

/** Instances of the track with as many factors as the first. */
const SAME_SHAPE = [0, 2, 4, 6] as const;

/** A manifest whose author has filled in everything. */
function soundManifest(slug: string, version: string): Submission {
  return {
    ...exampleManifest(slug, findTrack(FUZZ_TRACK)),
    version,
    title: 'A fuzzed method',
    summary: 'Whitens the observations and turns them.',
    authors: ['Ada Example'],
    owner: { github_id: 4242, login: 'ada-example' },
    method: { name: 'Fuzzed analysis' },
    supervision: 'none',
    recipe: { command: 'python train.py', text: 'One affine layer, fitted within a second on the given rows of each instance.' },
  };
}

/** Draws one submission: a sound one with one to three things done to its models, its folder, its manifest, and the manifest's text. */
export function drawSubmission(stream: RandomStream, sources: FuzzSources): DrawnSubmission {
  const [slug, version] = ['fuzzed', pick(stream, ['1', '1', '2.0', '10.1.3'])];
  const draft: Draft = { entries: new Map(), models: { main: {} } };
  const extension = once(stream, 5) ? 'npy' : 'onnx';
  // No two models have the same bytes, and there is one file of codes.
  const instances = SAME_SHAPE.slice(0, extension === 'npy' ? 1 : pick(stream, [1, 3, 3, 4]));
  const codes = once(stream, 5) ? sources.codes : sources.arrays[0]!;
  for (const [place, instance] of instances.entries()) {
    const bytes = extension === 'npy' ? codes : sources.sound[place]!;
    const name = `main-${instance}.${extension}`;
    draft.entries.set(name, file(bytes));
    draft.models['main']![instance] = { '0': { file: name, sha256: sha256Hex(bytes) } };
  }
  const kinds = Array.from({ length: 1 + stream.below(3) }, () => pick(stream, KINDS));
  // The text is the last thing that is made.
  for (const kind of kinds) {
    if (kind === 'model') pick(stream, MODEL_EDITS)(stream, draft, sources);
    if (kind === 'folder' && draft.entries.size > 0) pick(stream, FOLDER_EDITS)(stream, draft);
  }
  const kind = extension === 'npy' ? 'codes' : 'encoder';
  const own = { ...soundManifest(slug, version), tracks: [{ track: FUZZ_TRACK, kind, models: draft.models }] };
  for (const each of kinds) if (each === 'manifest') mutateManifest(stream, own);
  const text = JSON.stringify(own, null, 2);
  const bytes = kinds.includes('text') ? mutateManifestText(stream, text) : new TextEncoder().encode(text);
  if (!once(stream, 50)) draft.entries.set('submission.json', file(bytes));
  else
    draft.entries.set(
      'submission.json',
      pick(stream, [{ kind: 'link', to: 'main-0.onnx' }, { kind: 'folder' }, { kind: 'zeros', size: LIMITS.manifestBytes }]),
    );
  return { slug, version, entries: draft.entries };
}
