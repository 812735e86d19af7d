import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '../../src/registry/digest.ts';
import type { ResultRecord } from '../../src/registry/record.ts';
import type { Submission } from '../../src/registry/submission.ts';
import { FOLDERS } from '../../src/runtime/node/folders.ts';

/** The page on submitting, followed to the letter: its code blocks are run as they stand, one after the other. */
const PAGE = readFileSync('content/docs/submit.mdx', 'utf8');
const BLOCKS = [...PAGE.matchAll(/<Code\s+(?:language="\w+"\s+)?text=(?:"([^"]*)"|\{`([^`]*)`\})/g)].map(
  ([, line, block]) => line ?? block!,
);

/** A Python that is named must be able to: where it is not, the test fails. Only a machine's own may lack what is needed. */
const NAMED = process.env['CUSTODES_PYTHON'];
const PYTHON = NAMED ?? 'python3';
const NEEDED = 'import torch, onnx, numpy';
const hasTorch = spawnSync(PYTHON, ['-c', NEEDED]).status === 0;
const skipped = NAMED === undefined && !hasTorch;
const reason = !skipped
  ? ''
  : ` (skipped: "${PYTHON} -c '${NEEDED}'" fails; name a Python with PyTorch and ONNX in CUSTODES_PYTHON)`;

/** Where a newcomer types: the project's commands, and `python`. */
const root = mkdtempSync(join(tmpdir(), 'custodes-newcomer-'));
const MANIFEST = join(root, 'submissions/my-method/1/submission.json');

function shell(block: string): { status: number | null; output: string } {
  const PATH = [root, process.env['PATH']].join(delimiter);
  const environment = { ...process.env, PATH, OMP_NUM_THREADS: '1' };
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', block], { cwd: root, encoding: 'utf8', env: environment });
  return { status, output: stdout + stderr };
}

beforeAll(() => {
  const folder = resolve('scripts');
  const commands = ['data', 'new', 'check', 'evaluate'].map((name) => [name, `"${process.execPath}" "${folder}/${name}.ts"`]);
  writeFileSync(join(root, 'package.json'), JSON.stringify({ scripts: Object.fromEntries(commands) }));
  cpSync(FOLDERS.suites, join(root, FOLDERS.suites), { recursive: true });
  writeFileSync(join(root, 'python'), `#!/bin/sh\nexec "${PYTHON}" "$@"\n`);
  chmodSync(join(root, 'python'), 0o755);
});

afterAll(() => rmSync(root, { recursive: true }));

test('the page has blocks for data, training, models, manifest, check and evaluation', () => {
  const starts = BLOCKS.map((block) => block.split('\n')[0]);
  expect(starts).toEqual([
    'for i in 0 1 2; do',
    'import sys',
    'for i in 0 1 2; do',
    'npm run -s new -- my-method',
    'npm run -s check -- submissions/my-method',
    'npm run -s evaluate -- submissions/my-method --out .cache/results',
    'git switch -c my-method',
  ]);
});

test.skipIf(skipped)(`a newcomer who follows it gets a record${reason}`, { timeout: 1_800_000 }, () => {
  const [data, recipe, train, start, check, evaluate] = BLOCKS;
  writeFileSync(join(root, 'train.py'), recipe!);
  for (const block of [data, train, start]) expect(shell(block!)).toMatchObject({ status: 0 });

  const refused = shell(check!);
  expect(refused.status).toBe(1);
  const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8')) as Submission;
  const models = Object.values(manifest.tracks[0]!.models).flatMap((byInstance) =>
    Object.values(byInstance).flatMap(Object.values),
  );
  expect(models).toHaveLength(6);
  for (const model of models as { file: string; sha256: string }[]) {
    model.sha256 = sha256Hex(readFileSync(join(root, 'submissions/my-method/1', model.file)));
    expect(refused.output).toContain(model.sha256);
  }
  const texts = {
    summary: 'Linear independent component analysis by gradient descent.',
    authors: ['A. Newcomer'],
    owner: { github_id: 4242, login: 'newcomer' },
    recipe: { ...manifest.recipe, text: 'As the page says.' },
  };
  writeFileSync(MANIFEST, JSON.stringify({ ...manifest, ...texts }));
  expect(shell(check!)).toMatchObject({ status: 0 });

  expect(shell(evaluate!)).toMatchObject({ status: 0 });
  const [file, ...others] = globSync('.cache/results/**/*.json', { cwd: root });
  expect(others).toEqual([]);
  const record = JSON.parse(readFileSync(join(root, file!), 'utf8')) as ResultRecord;
  const scores = (variant: 'main' | 'twin') =>
    record.measured.models[variant].map(({ metrics }) => Number(metrics['mcc_pearson']!.score));
  // The recipe recovers independent factors of a linear mixture, and nothing where they are normal.
  expect(Math.min(...scores('main'))).toBeGreaterThan(0.95);
  expect(Math.max(...scores('twin'))).toBeLessThan(0.95);
});
