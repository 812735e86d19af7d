import { expect, test } from 'vitest';
import { parseNpy } from '../../src/core/npy.ts';
import { RandomStream } from '../../src/core/random/stream.ts';
import { mutateNpyHeader } from '../../scripts/fuzz/npy-header-mutation.ts';
import { runSubmissions } from '../../scripts/fuzz/run-submissions.ts';
import { readSources } from '../../scripts/fuzz/sources.ts';
import { drawSubmission } from '../../scripts/fuzz/submission-mutation.ts';

const COUNT = 300;
const stream = (index: number) => new RandomStream('test', 'submissions', index);

test('submissions are drawn from their stream alone, and differ', async () => {
  const sources = await readSources();
  const drawn = Array.from({ length: 40 }, (_, index) => drawSubmission(stream(index), sources));
  expect(drawn).toEqual(Array.from({ length: 40 }, (_, index) => drawSubmission(stream(index), sources)));
  const texts = drawn.map(({ entries }) => JSON.stringify([...entries].map(([name, entry]) => [name, entry.kind])));
  expect(new Set(texts).size).toBeGreaterThan(15);
});

test('headers are mutated from their stream alone; some are sound, most are refused', async () => {
  const { arrays } = await readSources();
  const outcomes = Array.from({ length: 200 }, (_, index) => {
    const bytes = mutateNpyHeader(stream(index), arrays[0]!);
    expect(bytes).toEqual(mutateNpyHeader(stream(index), arrays[0]!));
    try {
      return parseNpy(bytes, 'codes.npy').shape.length;
    } catch {
      return null;
    }
  });
  expect(outcomes.filter((shape) => shape !== null).length).toBeGreaterThan(0);
  expect(outcomes.filter((shape) => shape === null).length).toBeGreaterThan(100);
});

test(`${COUNT} whole submissions pass the audit or are refused in plain lines, and leave no file`, async () => {
  const { outcomes, exitCodes, rules, broken } = await runSubmissions({ seed: 'npm test', from: 0, count: COUNT });
  expect(broken).toEqual([]);
  expect(outcomes.accepted + outcomes.refused).toBe(COUNT);
  // Mutations that one rule stops would show nothing of the others.
  expect(outcomes.accepted).toBeGreaterThan(COUNT / 50);
  expect(Object.keys(rules).length).toBeGreaterThan(20);
  for (const code of Object.keys(exitCodes)) expect(['0', '1']).toContain(code);
});
