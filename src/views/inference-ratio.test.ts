import { expect, test } from 'vitest';
import { inferenceRatio } from './inference-ratio.ts';

test('a ratio is there where both engines were measured', () => {
  const figure = (samples_per_second: number) => ({ batch_rows: 1000, rows: 20_000, runs: 1, samples_per_second });
  const model = { figures: { wasm: figure(500), 'cpu-1': figure(2000) } };
  expect(inferenceRatio(model, 'wasm', 'cpu-1')).toBe(0.25);
  expect(inferenceRatio(model, 'wasm', 'cpu')).toBeNull();
  expect(inferenceRatio(model, 'webgpu', 'cpu-1')).toBeNull();
});
