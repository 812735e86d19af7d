import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorkplace, type Workplace } from '../../../tests/registry/support/workplace.ts';
import type { ResultRecord } from '../../registry/record.ts';
import { verifyWithItsEngine } from './verify-old-record.ts';

let workplace: Workplace;
let commit: string;

/** An engine whose verify command takes a record for reproduced if the file's name says so. */
const ENGINE = `const [, , file, flag, submissions] = process.argv;
if (flag !== '--submissions' || submissions !== '/submissions') process.exit(3);
process.exit(file.endsWith('good.json') ? 0 : 1);`;

beforeAll(() => {
  workplace = createWorkplace();
  workplace.write('package.json', JSON.stringify({ name: 'engine', version: '1.0.0', scripts: { verify: 'node verify.mjs' } }));
  workplace.write(
    'package-lock.json',
    JSON.stringify({ name: 'engine', version: '1.0.0', lockfileVersion: 3, packages: { '': {} } }),
  );
  workplace.write('verify.mjs', ENGINE);
  workplace.git('init', '--quiet');
  workplace.git('add', '.');
  workplace.git('commit', '--quiet', '-m', 'Engine');
  commit = workplace.git('rev-parse', 'HEAD');
  // The engine of today is another one.
  workplace.write('verify.mjs', 'process.exit(4);');
});

afterAll(() => workplace.remove());

function recordOf(engine_commit: string | null): ResultRecord {
  return { measured: { suite: { version: '0.0.9' } }, run: { engine_commit } } as unknown as ResultRecord;
}

const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('custodes-engine-')).length;

test.each([
  ['good.json', true],
  ['bad.json', false],
])('%s is put before the engine of the commit that the record names', async (file, reproduced) => {
  const before = leftovers();
  expect(await verifyWithItsEngine(workplace.root, '/submissions', join('/', file), recordOf(commit))).toBe(reproduced);
  expect(leftovers()).toBe(before);
  expect(existsSync(join(workplace.root, '.git/worktrees/engine'))).toBe(false);
});

test.each([null, '0'.repeat(40)])(
  'a record of engine %s, which this clone does not have, is a fault of the input',
  async (engine) => {
    await expect(verifyWithItsEngine(workplace.root, '/submissions', 'r.json', recordOf(engine))).rejects.toThrow(
      'r.json: is of suite 0.0.9, and the engine',
    );
  },
);
