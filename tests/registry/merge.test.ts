import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ResultRecord } from '../../src/registry/record.ts';
import { createWorkplace, freezeSuite, writeSubmission, type Workplace } from './support/workplace.ts';

const QUICK = ['--rows', '200', '--seed-from', '0123456789abcdef0123456789abcdef01234567'];

let workplace: Workplace;

beforeAll(() => {
  workplace = createWorkplace();
  writeSubmission(workplace, { slug: 'linear-test', instances: { main: [0, 1], twin: [0] } });
  freezeSuite(workplace);
});

afterAll(() => workplace.remove());

const shard = (part: string, folder = 'shards') =>
  workplace.run('evaluate', 'submissions/linear-test', ...QUICK, '--shard', part, '--out', folder);
const merge = (...args: readonly string[]) => workplace.run('merge', 'submissions/linear-test', '--shards', 'shards', ...args);
const measuredOf = (stdout: string) =>
  (JSON.parse(stdout) as { records: ResultRecord[] }).records.map(({ measured }) => measured);

test('shards merge to what one run gives; without all of them nothing is written', () => {
  expect(shard('1/2')).toMatchObject({ status: 0, stderr: '' });
  expect(readdirSync(join(workplace.root, 'shards'))).toEqual(['linear-test-1-1-of-2.json']);
  const early = merge('--out', 'records');
  expect(early).toMatchObject({ status: 1, stdout: '' });
  expect(early.stderr).toBe(
    'shards: lack 1 of 3 cells, linear-ica/main/1/0 first; run the shards that are missing, then merge again\n',
  );
  expect(existsSync(join(workplace.root, 'records'))).toBe(false);

  expect(shard('2/2')).toMatchObject({ status: 0, stderr: '' });
  const merged = merge('--json');
  const whole = workplace.run('evaluate', 'submissions/linear-test', ...QUICK, '--json');
  expect(merged.stderr).toBe('');
  expect(measuredOf(merged.stdout)).toEqual(measuredOf(whole.stdout));
});

test('a quick look never becomes a result', () => {
  const { status, stderr } = merge('--out', 'content/results');
  expect(status).toBe(1);
  expect(stderr).toContain('content/results: holds whole results only');
  expect(shard('1/2', 'content/results').stderr).toContain('--out: is no place for a shard');
  expect(workplace.run('evaluate', 'submissions/linear-test', ...QUICK, '--out', 'records').stderr).toContain(
    '--rows: makes no record',
  );
});
