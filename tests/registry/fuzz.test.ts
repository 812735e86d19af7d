import { expect, test } from 'vitest';
import { RandomStream } from '../../src/core/random/stream.ts';
import { decodeModel } from '../../src/registry/onnx/decode.ts';
import { mutateBytes } from '../../scripts/fuzz/byte-mutation.ts';
import { mutateGraph } from '../../scripts/fuzz/graph-mutation.ts';
import { runMutations } from '../../scripts/fuzz/run-mutations.ts';
import { readSources } from '../../scripts/fuzz/sources.ts';

const COUNT = 500;

test('mutations are drawn from their stream alone, differ from the file, and graphs stay readable', async () => {
  const { models } = await readSources();
  const [file, other] = [models[0]!, models[1]!];
  const stream = (index: number) => new RandomStream('test', index);
  let changed = 0;
  for (let index = 0; index < 50; index++) {
    const bytes = mutateBytes(stream(index), file, other);
    expect(bytes).toEqual(mutateBytes(stream(index), file, other));
    const graph = mutateGraph(stream(index), file);
    expect(graph).toEqual(mutateGraph(stream(index), file));
    expect(decodeModel(graph)).not.toHaveProperty('rule');
    if (Buffer.compare(bytes, file) !== 0 && Buffer.compare(graph, file) !== 0) changed++;
  }
  expect(changed).toBeGreaterThan(40);
});

test(`${COUNT} mutations of real files end in a clear refusal or a finite result`, async () => {
  const { outcomes, broken, contained } = await runMutations({ seed: 'npm test', from: 0, count: COUNT });
  expect(broken).toEqual([]);
  expect(contained).toEqual([]);
  expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(COUNT);
  // Each layer of the defence must have had its share, or the mutations would show nothing of it.
  for (const ending of ['audit', 'runtime', 'contract', 'measured'] as const) expect(outcomes[ending], ending).toBeGreaterThan(0);
});
