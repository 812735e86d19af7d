import * as ort from 'onnxruntime-web';
import { beforeAll, expect, test } from 'vitest';
import { isRefused, traceGraph } from '../../../src/registry/onnx/trace.ts';
import { isSized } from '../../../src/registry/onnx/traced-tensor.ts';
import { WIDTH } from './form.ts';
import { randomGraph } from './random-graph.ts';
import { runtimeTruth } from './runtime-truth.ts';

const GRAPHS = Number(process.env.RANDOM_GRAPHS ?? 25);
const STEPS = 24;
const OPSET = 17;
const INPUT = ['x', { shape: [1, WIDTH], rows: { axis: 0, outer: 1, inner: 1 } }] as const;

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'fatal';
});

test('whatever the trace lets through is a function of one observation in the runtime', async () => {
  const counts = { proved: 0, refused: 0, constant: 0, unable: 0 };
  const unsound: string[] = [];
  for (let seed = 0; seed < GRAPHS; seed++) {
    const model = randomGraph(seed, STEPS);
    let truth: Awaited<ReturnType<typeof runtimeTruth>>;
    try {
      truth = await runtimeTruth(model);
    } catch {
      // A constant of as many rows as one batch has fits no other.
      counts.unable++;
      continue;
    }
    const scope = traceGraph(model.graph!, OPSET, INPUT);
    for (const [name, { isConstant, keepsRows }] of truth) {
      const traced = scope.get(name)!;
      if (isRefused(traced) || isSized(traced)) counts.refused++;
      else if (!traced.rows) {
        counts.constant++;
        if (!isConstant) unsound.push(`graph ${seed}, ${name}: is taken for a constant`);
      } else {
        counts.proved++;
        if (!keepsRows(traced.rows)) unsound.push(`graph ${seed}, ${name}: is taken for rows along axis ${traced.rows.axis}`);
      }
    }
  }
  if (process.env.RANDOM_GRAPHS) console.info(counts);
  expect(unsound).toEqual([]);
  // Or the graphs would show nothing.
  expect(counts.proved).toBeGreaterThan(GRAPHS * 2);
  expect(counts.refused).toBeGreaterThan(GRAPHS);
  expect(counts.unable).toBeLessThan(GRAPHS / 2);
});
