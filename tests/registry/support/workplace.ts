import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { sha256Hex } from '../../../src/registry/digest.ts';
import type { Submission } from '../../../src/registry/submission.ts';
import { SUITE_VERSION } from '../../../src/registry/suite/suite-version.ts';
import { soundManifest } from './sound-manifest.ts';
import { findTrack } from '../../../src/suite/tracks/catalogue.ts';
import type { Variant } from '../../../src/suite/tracks/track.ts';
import { runWarm } from '../../support/warm/client.ts';
import { linearModel } from './onnx-model.ts';

const PROJECT = resolve(import.meta.dirname, '../../..');

export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A temporary folder in which the project's commands run as in a repository of their own. */
export interface Workplace {
  readonly root: string;
  write(path: string, content: string | Uint8Array): void;
  removeFile(path: string): void;
  run(command: string, ...args: readonly string[]): CommandResult;
  git(...args: readonly string[]): string;
  remove(): void;
}

/**
 * @param commands how commands run: `warm` (the rule) in one process for all of a test file, with their modules loaded already, or
 *   `spawned`, each in a process of its own, for tests that are about processes
 */
export function createWorkplace(commands: 'warm' | 'spawned' = 'warm'): Workplace {
  const root = mkdtempSync(join(tmpdir(), 'custodes-test-'));
  return {
    root,
    write(path, content) {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    },
    removeFile: (path) => rmSync(join(root, path)),
    run(command, ...args) {
      if (commands === 'warm') return runWarm(PROJECT, { command, parameters: args, folder: root, variables: process.env });
      const script = join(PROJECT, 'scripts', `${command}.ts`);
      const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: root, encoding: 'utf8' });
      return { status, stdout, stderr };
    },
    git(...args) {
      const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
      const { status, stdout, stderr } = spawnSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8' });
      if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
      return stdout.trim();
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Freezes the suite in a workplace: the committed file, which `suite.test.ts` holds to what the engine computes. */
export function freezeSuite(workplace: Workplace): void {
  const path = `content/suite/${SUITE_VERSION}.json`;
  workplace.write(path, readFileSync(join(PROJECT, path)));
}

/**
 * A linear encoder that gives the observations themselves, one slightly mixed into the next.
 *
 * @param power of two that scales the codes: models differ by it, and no metric does
 */
export function nearlyIdentity(d: number, power = 0): number[][] {
  const scale = 2 ** power;
  return Array.from({ length: d }, (_, i) =>
    Array.from({ length: d }, (_unused, j) => scale * (i === j ? 1 : i + 1 === j ? 0.25 : 0)),
  );
}

export interface SubmissionParts {
  readonly slug?: string;
  readonly track?: string;
  /** Which instances have a model, for each variant. */
  readonly instances?: Readonly<Partial<Record<Variant, readonly number[]>>>;
  readonly change?: (manifest: Submission) => unknown;
  /** @param position counts the models: no two may have the same bytes */
  readonly model?: (d: number, position: number) => Uint8Array;
}

/** Writes a submission of linear encoders and returns its folder. */
export function writeSubmission(workplace: Workplace, parts: SubmissionParts = {}): string {
  const { slug = 'linear-test', instances = { main: [0] }, change = (manifest: Submission) => manifest } = parts;
  const { model = (d: number, position: number) => linearModel({ weights: nearlyIdentity(d, position) }) } = parts;
  let position = 0;
  const track = findTrack(parts.track ?? 'linear-ica');
  const folder = `submissions/${slug}/1`;
  type Files = Record<string, Record<string, { file: string; sha256: string }>>;
  const models: { main: Files; twin?: Files } = { main: {} };
  for (const variant of ['main', 'twin'] as const) {
    for (const instance of instances[variant] ?? []) {
      const bytes = model(track.createInstance(instance, variant).d, position++);
      const file = `${variant}-${instance}.onnx`;
      workplace.write(`${folder}/${file}`, bytes);
      (models[variant] ??= {})[instance] = { '0': { file, sha256: sha256Hex(bytes) } };
    }
  }
  const manifest: Submission = { ...soundManifest(slug, track), tracks: [{ track: track.id, kind: 'encoder', models }] };
  workplace.write(`${folder}/submission.json`, JSON.stringify(change(manifest)));
  return folder;
}
