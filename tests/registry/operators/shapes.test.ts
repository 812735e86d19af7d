import fc from 'fast-check';
import * as ort from 'onnxruntime-web';
import { beforeAll, expect, test } from 'vitest';
import { decodeModel } from '../../../src/registry/onnx/decode.ts';
import type { OnnxModel } from '../../../src/registry/onnx/messages.ts';
import { inferShapes } from '../../../src/registry/onnx/size-faults.ts';
import { ELEMENTWISE } from './elementwise-forms.ts';
import { WIDTH, bytesOf, type Form, type Forms } from './form.ts';
import { LINEAR } from './linear-forms.ts';
import { MOVEMENT } from './movement-forms.ts';
import { FEW, MANY, runtimeTruth, type RuntimeTruth } from './runtime-truth.ts';
import { SEQUENCES } from './sequence-forms.ts';

const FORMS: ReadonlyMap<string, Forms> = new Map([...ELEMENTWISE, ...MOVEMENT, ...LINEAR, ...SEQUENCES]);
const SAMPLES = Number(process.env.OPERATOR_SAMPLES ?? 6);
const SEED = 20_260_224;

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'fatal';
});

function decoded(bytes: Uint8Array): OnnxModel {
  const model = decodeModel(bytes);
  if ('rule' in model) throw new Error(model.rule);
  return model;
}

function differences(model: OnnxModel, truth: ReadonlyMap<string, RuntimeTruth>): string[] {
  const found: string[] = [];
  [MANY, FEW].forEach((rows, i) => {
    const known = inferShapes(model.graph!, [WIDTH], rows);
    for (const [name, { shapes }] of truth) {
      const inferred = known.get(name)?.shape;
      if (JSON.stringify(inferred) === JSON.stringify(shapes[i])) continue;
      found.push(`${name} of ${rows} rows: the runtime has [${shapes[i]!.join(', ')}], inference ${inferred ? `[${inferred.join(', ')}]` : 'nothing'}`);
    }
  });
  return found;
}

const described = ({ opset, row, nodes, tensors = [] }: Form) =>
  JSON.stringify({ opset, row, nodes, tensors: tensors.map(({ name, dims, int64Data }) => ({ name, dims, int64Data })) }, (_key, value: unknown) =>
    value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
  );

test.each([...FORMS])('the shapes that follow from %s are those of the runtime', async (_operator, forms) => {
  const failures: string[] = [];
  const refused: string[] = [];
  for (const form of fc.sample(forms, { numRuns: SAMPLES, seed: SEED })) {
    const model = decoded(bytesOf(form));
    let truth: Map<string, RuntimeTruth>;
    try {
      truth = await runtimeTruth(model);
    } catch (error) {
      refused.push(`opset ${form.opset}: ${String(error).slice(-160)} ${described(form)}`);
      continue;
    }
    failures.push(...differences(model, truth).map((difference) => `${difference} ${described(form)}`));
  }
  if (failures.length + refused.length > 0) expect.fail([...failures, ...refused].join('\n'));
});
