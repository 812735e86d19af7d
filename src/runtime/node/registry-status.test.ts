import { globSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { readRegistryStatus } from './registry-status.ts';

it('counts the committed records and knows the day of the last', async () => {
  const { records, last } = await readRegistryStatus(process.cwd());
  expect(records).toBe(globSync('content/results/*/*.json').length);
  // A clone without history tells no day.
  if (last !== null) expect(last).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

it('is empty outside a registry', async () => {
  expect(await readRegistryStatus(`${tmpdir()}/no-such-registry`)).toEqual({ records: 0, last: null });
});
