import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import diagnosis from '../../content/statistics/diagnosis.json' with { type: 'json' };
import { confuse } from '../../src/evaluation/diagnosis-trials.ts';

const run = promisify(execFile);

test('the committed confusion matrix and coverages are what the engine computes, by a sample', async () => {
  const { stdout } = await run(process.execPath, ['scripts/calibrate.ts', '--check', '2', '--json']);
  expect(JSON.parse(stdout)).toEqual({ checked: 2 });
});

test.each([5, 10])('with d = %i at least 95%% of diagnoses are right and at most 5%% ambiguous', (d) => {
  const { right, ambiguous, total } = confuse(diagnosis.trials.filter((trial) => trial.d === d));
  expect(diagnosis.rows).toBe(20_000);
  expect(total).toBeGreaterThanOrEqual(85);
  expect(right / total).toBeGreaterThanOrEqual(0.95);
  expect(ambiguous / total).toBeLessThanOrEqual(0.05);
});

test('a number of checks that is none is refused in one line', async () => {
  await expect(run(process.execPath, ['scripts/calibrate.ts', '--check', '0'])).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^--check: "0" is not a whole number/) as string,
  });
});
