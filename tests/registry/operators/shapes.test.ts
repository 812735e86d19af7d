import * as ort from 'onnxruntime-web';
import { beforeAll, expect, test } from 'vitest';
import { auditModel } from '../../../src/registry/onnx/audit.ts';
import type { OnnxModel } from '../../../src/registry/onnx/messages.ts';
import { inferShapes } from '../../../src/registry/onnx/size-faults.ts';
import { isRefused, traceGraph } from '../../../src/registry/onnx/trace.ts';
import { WIDTH, bytesOf } from './form.ts';
import { FORMS, decoded, describeForm, samplesOf } from './forms.ts';
import { FEW, MANY, runtimeTruth, type RuntimeTruth } from './runtime-truth.ts';

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'fatal';
});

const shown = (shape: readonly (number | null)[] | undefined) =>
  shape ? `[${shape.map((size) => size ?? '?').join(', ')}]` : 'nothing';

/** Where shapes for a batch of that many rows are others than the runtime's. */
function shapeDifferences(model: OnnxModel, truth: ReadonlyMap<string, RuntimeTruth>): string[] {
  return [MANY, FEW].flatMap((rows, i) => {
    const known = inferShapes(model.graph!, [WIDTH], rows);
    return [...truth].flatMap(([name, { shapes }]) => {
      const inferred = known.get(name)?.shape;
      if (shown(inferred) === shown(shapes[i])) return [];
      return [`${name} of ${rows} rows: the runtime has ${shown(shapes[i])}, inference ${shown(inferred)}`];
    });
  });
}

const INPUT = ['x', { shape: [1, WIDTH], rows: { axis: 0, outer: 1, inner: 1 } }] as const;

/** Where what follows of the rows of the batch is not what the runtime shows. */
function rowDifferences(model: OnnxModel, opset: number, truth: ReadonlyMap<string, RuntimeTruth>): string[] {
  const scope = traceGraph(model.graph!, opset, INPUT);
  return [...truth].flatMap(([name, { shapes, isConstant, keepsRows }]) => {
    const traced = scope.get(name);
    if (!traced) return [`${name}: is not traced`];
    if (isRefused(traced)) {
      // Copies of the whole batch, one after another, are no codes and no tokens; neither is nothing at all.
      const place = keepsRows();
      const isUseful = !shapes[0].includes(0) && (isConstant || place?.outer === 1);
      return isUseful ? [`${name}: is refused (${traced.refused.rule}), and the runtime keeps rows apart`] : [];
    }
    const { shape, rows, sized, values } = traced;
    const hasRowCount = sized !== undefined || values?.some((value) => typeof value !== 'number');
    if (!rows)
      return isConstant || hasRowCount ? [] : [`${name}: is taken for a constant, and the runtime makes another of other rows`];
    // Contents that the number of rows has come into are refused as codes.
    if (hasRowCount) return [];
    const expected = shape?.map((size, axis) => (axis === rows.axis && size !== null ? size * MANY : size));
    if (shown(expected) !== shown(shapes[0]))
      return [`${name}: the runtime has ${shown(shapes[0])}, the trace ${shown(expected)}`];
    return keepsRows(rows) ? [] : [`${name}: is taken for rows along axis ${rows.axis}, and the runtime mixes them`];
  });
}

test.each([...FORMS])('what follows of %s is what the runtime shows', async (_operator, forms) => {
  const failures: string[] = [];
  for (const form of samplesOf(forms)) {
    const bytes = bytesOf(form);
    const model = decoded(bytes);
    const faults = auditModel('form.onnx', bytes, [WIDTH]).map(({ rule, fix }) => `${rule}; ${fix}`);
    let found: string[];
    try {
      const truth = await runtimeTruth(model);
      found = faults.length > 0 ? [`is refused (${faults.join(', ')}), and the runtime takes it`] : [];
      found.push(...shapeDifferences(model, truth), ...rowDifferences(model, form.opset, truth));
    } catch (error) {
      const isRefusal = faults.length > 0 || [...traceGraph(model.graph!, form.opset, INPUT).values()].some(isRefused);
      found = isRefusal ? [] : [`passes the audit, and the runtime refuses it: ${String(error).slice(-200)}`];
    }
    failures.push(...found.map((difference) => `${difference} ${describeForm(form)}`));
  }
  if (failures.length > 0) expect.fail(failures.join('\n'));
});
