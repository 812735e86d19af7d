import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InstanceMeasurement, ResultRecord } from '../../src/registry/record.ts';
import { createWorkplace, freezeSuite, writeSubmission, type Workplace } from './support/workplace.ts';

const SOURCE = ['src/engine.ts', 'scripts/command.ts', 'package.json', 'package-lock.json'];
const MARK = 'f'.repeat(64);

let workplace: Workplace;

beforeAll(() => {
  workplace = createWorkplace();
  writeSubmission(workplace, { slug: 'linear-test', instances: { main: [0, 1] } });
  freezeSuite(workplace);
  for (const path of SOURCE) workplace.write(path, '{}\n');
  workplace.write('.gitignore', '.cache\n');
  workplace.git('init', '--quiet');
  workplace.git('add', '.');
  workplace.git('commit', '--quiet', '-m', 'Registry');
});
afterAll(() => workplace.remove());

const kept = () => readdirSync(join(workplace.root, '.cache/cells')).map((name) => join(workplace.root, '.cache/cells', name));

const run = (...options: readonly string[]) =>
  workplace.run('evaluate', 'submissions/linear-test', '--seed-from', 'public', '--rows', '200', '--json', ...options);

/** Digests of the codes of the evaluation's two models. */
function evaluate(...options: readonly string[]): string[] {
  const { status, stdout, stderr } = run(...options);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const { records } = JSON.parse(stdout) as { records: ResultRecord[] };
  return records[0]!.measured.models.main.map(({ codes_sha256 }) => codes_sha256);
}

test('a cell that was measured is not measured again, unless asked to, or its file says nothing, or the engine changed', () => {
  const truth = evaluate();
  expect(kept()).toHaveLength(2);
  expect(evaluate()).toEqual(truth);
  expect(kept()).toHaveLength(2);

  // Another digest in a kept file tells what comes from there.
  for (const path of kept()) {
    const measurement = JSON.parse(readFileSync(path, 'utf8')) as InstanceMeasurement;
    writeFileSync(path, JSON.stringify({ ...measurement, codes_sha256: MARK }));
  }
  expect(evaluate()).toEqual([MARK, MARK]);
  expect(evaluate('--fresh')).toEqual(truth);
  expect(evaluate('--fresh', '--twice')).toEqual(truth);
  const unrepeatable = run('--twice');
  expect(unrepeatable.status).toBe(1);
  expect(unrepeatable.stdout).toBe('');
  expect(unrepeatable.stderr.trim().split('\n')).toHaveLength(2);
  expect(unrepeatable.stderr).toContain(
    `/codes_sha256: differs between two measurements: "${MARK}" and "${truth[0]}"; evaluate again`,
  );

  const [first] = kept();
  writeFileSync(first!, '{"codes_sha256": 1}');
  const mixed = evaluate();
  expect(mixed.filter((digest) => digest === MARK)).toHaveLength(1);
  expect(mixed.filter((digest) => truth.includes(digest))).toHaveLength(1);

  // With a source that no commit has, nothing is taken and nothing kept.
  workplace.write(SOURCE[0]!, '{ "changed": true }\n');
  expect(evaluate()).toEqual(truth);
  expect(kept()).toHaveLength(2);
  workplace.git('commit', '--quiet', '--all', '-m', 'Engine');
  expect(evaluate()).toEqual(truth);
  expect(kept()).toHaveLength(4);
});
