import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sha256Hex } from '../../src/registry/digest.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
/** What is never written is shared with the project. */
const LINKED = ['node_modules', 'submissions', 'content/results'];
const COPIED = ['src', 'scripts', 'tests', 'content', '*.{json,js,ts,mjs}', '.prettierrc*', '*.md', '.github'];

/** A copy of the project in which commands may write what they like. */
export interface ScratchClone {
  readonly root: string;
  /** Runs a block of a page as a reader would, with the project's commands. */
  shell(block: string): { status: number | null; output: string };
  read(path: string): string;
  edit(path: string, change: (text: string) => string): void;
  /** SHA-256 of every file that matches, by path. */
  digests(pattern: string): Record<string, string>;
  remove(): void;
}

/** Copies the working tree. Commands do not set themselves up, which the project has done. */
export function createScratchClone(): ScratchClone {
  const root = mkdtempSync(join(tmpdir(), 'custodes-clone-'));
  const isLinked = (path: string) => LINKED.some((name) => path === join(PROJECT, name));
  for (const name of globSync(COPIED, { cwd: PROJECT }))
    cpSync(join(PROJECT, name), join(root, name), { recursive: true, filter: (path) => !isLinked(path) });
  for (const name of LINKED) symlinkSync(join(PROJECT, name), join(root, name));
  const edit = (path: string, change: (text: string) => string) => {
    const text = readFileSync(join(root, path), 'utf8');
    writeFileSync(join(root, path), change(text));
  };
  edit('package.json', (text) => {
    const description = JSON.parse(text) as { scripts: Record<string, string> };
    const isSetUp = (name: string) => name.startsWith('pre') && name.slice('pre'.length) in description.scripts;
    const scripts = Object.entries(description.scripts)
      .filter(([name]) => !isSetUp(name))
      .map(([name, command]) => [name, command.replace(/^node /, `"${process.execPath}" `)]);
    return JSON.stringify({ ...description, scripts: Object.fromEntries(scripts) });
  });
  return {
    root,
    shell(block) {
      // A test in a test: it takes the clone's settings and not those of the test that runs it.
      const environment = Object.fromEntries(
        Object.entries(process.env).filter(([name]) => !/^VITEST|^NODE_OPTIONS$/.test(name)),
      );
      const options = { cwd: root, encoding: 'utf8', env: environment } as const;
      const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', block], options);
      return { status, output: stdout + stderr };
    },
    read: (path) => readFileSync(join(root, path), 'utf8'),
    edit,
    digests: (pattern) =>
      Object.fromEntries(
        globSync(pattern, { cwd: root })
          .toSorted()
          .map((path) => [path, sha256Hex(readFileSync(join(root, path)))]),
      ),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
