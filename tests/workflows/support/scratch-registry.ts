import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sha256Hex } from '../../../src/registry/digest.ts';
import { soundManifest } from '../../registry/support/sound-manifest.ts';
import type { Submission } from '../../../src/registry/submission.ts';
import { linearIca } from '../../../src/suite/tracks/linear-ica/index.ts';
import { linearModel } from '../../registry/support/onnx-model.ts';
import { nearlyIdentity } from '../../registry/support/workplace.ts';
import type { Changes } from './bare-repository.ts';
import type { Account } from './hub.ts';

const PROJECT = resolve(import.meta.dirname, '../../..');
const BOARDS = 'src/boards/catalogue.ts';

/** What the scratch registry takes from this one: all that workflows run or read, and no record or submission. */
const TAKEN = ['.github', 'src', 'scripts', 'content'];
const LEFT = /\.test\.ts$|^content\/(results|suite|attestations|verified\.json)|^content\/tracks\/(?!linear-ica)/;
const FILES = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'astro.config.mjs',
  'CITATION.cff',
  '.gitignore',
  '.gitattributes',
];

/**
 * The scratch registry's own suite: one track with few rows and two metrics, so that an evaluation takes seconds. It is a suite of its
 * own, with a digest of its own: nothing in the engine or in the workflows knows that it is being tested.
 */
const SMALL_LIST = `import { linearIca } from './linear-ica/index.ts';
import type { Track } from './track.ts';

export const TRACKS: readonly Track[] = [{ ...linearIca, evaluationRows: 1500 }];
`;

/** The boards of that track alone. */
function smallBoards(): string {
  const text = readFileSync(join(PROJECT, BOARDS), 'utf8');
  const board = `{ ...linearIcaBoard, track: TRACKS[0]!, panel: ['mcc_pearson', 'r2'], browserPanel: ['mcc_pearson', 'r2'] }`;
  return `import { TRACKS } from '../suite/tracks/list.ts';\n${text.replace(/(BOARDS: [^=]*= )\[[^\]]*\]/, `$1[${board}]`)}`;
}

const SMALL_CONFORMANCE = `import { RandomStream } from '../core/random/stream.ts';

export type ConformanceOutput = readonly (Float32Array | Float64Array | Int32Array)[] | { readonly document: unknown };

export function* conformanceCells(): Generator<{ readonly id: string; compute(): ConformanceOutput }> {
  yield { id: 'stream/uniform', compute: () => [Float64Array.of(new RandomStream('custodes/scratch').uniform())] };
}
`;

function trackedFiles(): string[] {
  const output = execFileSync('git', [
    '-C',
    PROJECT,
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
    '-z',
    ...TAKEN,
    ...FILES,
  ]);
  const paths = output
    .toString()
    .split('\0')
    .filter((path) => path !== '');
  return [...new Set(paths)].filter((path) => !LEFT.test(path));
}

/** What only pages need. */
const SITE = /^src\/(pages|components|layouts|styles|public)\/|^content\/(?!withdrawals)/;

const PAGE = /^src\/pages\/(.*)\.(?:astro|ts)$/;
/** Pages that scenarios read, files that every page links to, and modules of pages. The browser tests build and follow all others. */
const BUILT = /^(?:[rs]\/|models\/|404$|favicon|robots|feed|api\/v1\/(?:results|schemas)|(?:.*\/)?_)/;

function isBuilt(path: string): boolean {
  const page = PAGE.exec(path)?.[1];
  return page === undefined || BUILT.test(page);
}

/** Addresses of a page: one, or one for each text of `content/<folder>` where its name has a place to fill in. */
function addressesOf(path: string, paths: readonly string[]): string[] {
  const route = PAGE.exec(path)![1]!.replace(/(^|\/)index$/, '');
  if (!route.includes('[')) return [route];
  const texts = new RegExp(`^content/${route.replace(/\[\w+\]$/, '([\\w-]+)')}\\.mdx$`);
  return paths.flatMap((text) => (texts.test(text) ? [text.slice('content/'.length, -'.mdx'.length)] : []));
}

/** One page in place of all that are left out, at their addresses: links of the pages that are built lead somewhere. */
function placeholderPage(left: readonly string[], paths: readonly string[]): string {
  const pages = left.filter((path) => path.endsWith('.astro')).flatMap((path) => addressesOf(path, paths));
  return `---
export const getStaticPaths = () => ${JSON.stringify(pages)}.map((page) => ({ params: { page: page || undefined } }));
---

<!doctype html>
<title>A page that this registry is tested without</title>
`;
}

/** Files of the scratch registry's first commit, without its frozen suite. @param site whether it can build its site */
export function scratchFiles(site: boolean): Changes {
  const paths = trackedFiles().filter((path) => site || !SITE.test(path));
  const built = paths.filter(isBuilt);
  const files = Object.fromEntries(built.map((path) => [path, readFileSync(join(PROJECT, path))]));
  const left = paths.filter((path) => !isBuilt(path));
  return {
    ...files,
    ...(site ? { 'src/pages/[...page].astro': placeholderPage(left, paths) } : {}),
    'src/suite/tracks/list.ts': SMALL_LIST,
    [BOARDS]: smallBoards(),
    'src/evaluation/conformance.ts': SMALL_CONFORMANCE,
    'content/withdrawals.json': '{ "schema": "custodes/withdrawals/1", "withdrawals": [] }\n',
  };
}

/** A submission of linear encoders, as its author would push it. */
export function submissionFiles(
  owner: Account,
  slug: string,
  change: (manifest: Submission) => unknown = (manifest) => manifest,
  model: (d: number, position: number) => Uint8Array = (d, position) => linearModel({ weights: nearlyIdentity(d, position) }),
  instances: readonly number[] = [0],
): Changes {
  const folder = `submissions/${slug}/1`;
  const models: Record<string, Record<string, { file: string; sha256: string }>> = {};
  const files: Record<string, string | Uint8Array> = {};
  for (const [position, instance] of instances.entries()) {
    const bytes = model(linearIca.createInstance(instance, 'main').d, position);
    const file = `main-${instance}.onnx`;
    files[`${folder}/${file}`] = bytes;
    models[instance] = { '0': { file, sha256: sha256Hex(bytes) } };
  }
  const manifest: Submission = {
    ...soundManifest(slug, linearIca),
    owner: { github_id: owner.id, login: owner.login },
    tracks: [{ track: linearIca.id, kind: 'encoder', models: { main: models } }],
  };
  return { ...files, [`${folder}/submission.json`]: `${JSON.stringify(change(manifest), null, 2)}\n` };
}
