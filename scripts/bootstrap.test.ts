import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('is silent where nothing is to do, so that it never gets between a command and its output', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/bootstrap.mjs'], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
});
