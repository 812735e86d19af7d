import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkPassports, countPassportSteps, passportPath, readPassports, writePassports } from './passport-file.ts';

let root: string;
beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), 'passports-'))));
afterAll(() => rm(root, { recursive: true }));

const ignore = () => {};

it('computes the passport of one metric alone, to the committed byte, in steps that are counted before', async () => {
  let steps = 0;
  const [document] = await writePassports(root, ['r2'], () => steps++);
  expect(document!.metric).toBe('r2');
  expect(await readFile(join(root, passportPath('r2')), 'utf8')).toBe(await readFile(passportPath('r2'), 'utf8'));
  expect(steps).toBeLessThanOrEqual(countPassportSteps(['r2']));
  expect([...(await readPassports(root)).keys()]).toEqual(['r2']);
});

it('names what is not computed yet, and what differs', async () => {
  const { documents, absent } = await checkPassports(root, ['r2', 'mcc_pearson'], ignore);
  expect([documents.map(({ metric }) => metric), absent]).toEqual([['r2'], ['mcc_pearson']]);
  const path = join(root, passportPath('r2'));
  await writeFile(path, (await readFile(path, 'utf8')).replace('"passed":true', '"passed":false'));
  await expect(checkPassports(root, ['r2'], ignore)).rejects.toThrow(
    'content/passports/r2.json: is not what the engine computes',
  );
});

it('refuses a file that belongs to no metric', async () => {
  await writeFile(join(root, 'content/passports/nonesuch.json'), '{}');
  await expect(readPassports(root)).rejects.toThrow('content/passports/nonesuch.json: is not named after a metric');
});
