import fc from 'fast-check';
import * as ort from 'onnxruntime-web';
import { beforeAll, expect, test } from 'vitest';
import { isRefused, traceGraph } from '../../../src/registry/onnx/trace.ts';
import { fixedValues } from '../../../src/registry/onnx/traced-tensor.ts';
import { encoderModel, valueInfo } from '../support/onnx-model.ts';
import { attribute, node, raw, TYPES, type Fields } from './form.ts';
import { decoded } from './forms.ts';

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'fatal';
});

const OPSET = 20;
const WIDTH = 2;
const STEPS = 12;

type Kind = 'float' | 'int32' | 'int64' | 'bool';
const NUMBERS: readonly Kind[] = ['float', 'int32', 'int64'];
const INTEGERS: readonly Kind[] = ['int32', 'int64'];
const ANY: readonly Kind[] = [...NUMBERS, 'bool'];

/** Kinds that an operator takes, how many, and the kind of its result where it is another. */
type Operator = readonly [name: string, kinds: readonly Kind[], operands: number, result?: Kind];
const OPERATORS: readonly Operator[] = [
  ...['Add', 'Sub', 'Mul', 'Div', 'Max', 'Min'].map((name): Operator => [name, NUMBERS, 2]),
  ['Mod', INTEGERS, 2],
  ...['Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual'].map((name): Operator => [name, NUMBERS, 2, 'bool']),
  ...['And', 'Or', 'Xor'].map((name): Operator => [name, ['bool'], 2, 'bool']),
  ['Not', ['bool'], 1, 'bool'],
  ...['Neg', 'Abs'].map((name): Operator => [name, NUMBERS, 1]),
  ...['Floor', 'Ceil', 'Sqrt', 'Round', 'Exp', 'Reciprocal'].map((name): Operator => [name, ['float'], 1]),
  ['Pow', NUMBERS, 2],
  ['Identity', ANY, 1],
  ['Where', ANY, 3],
  ['Clip', NUMBERS, 3],
  ['Cast', ANY, 1],
  ['ReduceSum', NUMBERS, 1],
  ['ReduceProd', NUMBERS, 1],
  ['Concat', ANY, 2],
  ['Slice', ANY, 1],
  ['Gather', ANY, 1],
  ['ScatterElements', ANY, 2],
  ['Range', INTEGERS, 3],
];

const whole = (least: number, most: number) =>
  fc.oneof(fc.integer({ min: -9, max: 9 }), fc.integer({ min: least, max: most }), fc.constantFrom(least, most, 0, 2 ** 24 + 1));
const VALUES: Readonly<Record<Kind, fc.Arbitrary<number>>> = {
  float: fc.oneof(
    fc.integer({ min: -9, max: 9 }),
    fc.float({ min: -100, max: 100, noNaN: true }),
    fc.constantFrom(-0, 0.5, 1.5, 2.5, -0.5, 1e-40, 3e38, 2 ** 24, 2 ** 31, Infinity, -Infinity, Number.NaN),
  ),
  int32: whole(-(2 ** 31), 2 ** 31 - 1),
  int64: whole(-(2 ** 40), 2 ** 40),
  bool: fc.constantFrom(0, 1),
};

function tensorOf(kind: Kind, name: string, values: readonly number[], dims: readonly number[] = [values.length]): Fields {
  const bytes = {
    float: () => Float32Array.from(values),
    int32: () => Int32Array.from(values),
    int64: () => BigInt64Array.from(values, (value) => BigInt(value)),
    bool: () => Uint8Array.from(values),
  }[kind]();
  return raw(name, dims, TYPES[kind], bytes);
}

interface Value {
  readonly name: string;
  readonly kind: Kind;
}

type Draw = readonly [operator: Operator, picks: readonly number[], kind: number];

/** A chain of operators on constants of two values, or of one; each takes earlier results of one kind. */
function chainOf(constants: readonly (readonly [Kind, readonly number[]])[], draws: readonly Draw[]) {
  const tensors = constants.map(([kind, values], i) => tensorOf(kind, `c${i}`, values));
  const known: Value[] = constants.map(([kind], i) => ({ name: `c${i}`, kind }));
  const nodes: Fields[] = [];
  for (const [i, [[opType, kinds, count, result], picks, drawn]] of draws.entries()) {
    const kind = kinds[drawn % kinds.length]!;
    const choose = (wanted: Kind, pick: number) => {
      const all = known.filter((value) => value.kind === wanted);
      return all[pick % all.length]!.name;
    };
    const name = `v${i}`;
    const target = ANY[picks[0]! % ANY.length]!;
    const operands = picks.slice(0, count).map((pick, k) => choose(opType === 'Where' && k === 0 ? 'bool' : kind, pick));
    const first = operands[0]!;
    const scalars: Fields[] = [];
    const scalar = (from: string, k: number) => {
      scalars.push(
        node('Slice', [from, 'zero', 'one'], [`${name}_cut${k}`]),
        node('Squeeze', [`${name}_cut${k}`], [`${name}_scalar${k}`]),
      );
      return `${name}_scalar${k}`;
    };
    const forms: Readonly<Record<string, () => Fields>> = {
      Cast: () => node('Cast', [first], [name], [attribute.integer('to', TYPES[target])]),
      Concat: () => node('Concat', operands, [name], [attribute.integer('axis', 0)]),
      Slice: () => node('Slice', [first, 'zero', 'one'], [name]),
      Gather: () => node('Gather', [first, 'zero'], [name]),
      ScatterElements: () => node('ScatterElements', [first, 'zero', `${name}_one`], [name]),
      Clip: () => node('Clip', [first, ...operands.slice(1).map(scalar)], [name]),
      Range: () => node('Range', operands.map(scalar), [name]),
    };
    if (opType === 'ScatterElements') scalars.push(node('Slice', [operands[1]!, 'zero', 'one'], [`${name}_one`]));
    const made = forms[opType]?.() ?? node(opType, operands, [name]);
    nodes.push(...scalars, made);
    known.push({ name, kind: opType === 'Cast' ? target : (result ?? kind) });
  }
  return { tensors, nodes };
}

function modelBytes(nodes: readonly Fields[], tensors: readonly Fields[], outputs: readonly string[] = []): Uint8Array {
  return encoderModel(
    {
      node: [...nodes, node('Identity', ['x'], ['codes'])],
      initializer: [tensorOf('int64', 'zero', [0]), tensorOf('int64', 'one', [1]), ...tensors],
      input: [valueInfo('x', ['batch', WIDTH])],
      output: [valueInfo('codes', ['batch', WIDTH]), ...outputs.map((name) => ({ name }))],
    },
    { irVersion: 10, opsetImport: [{ domain: '', version: OPSET }] },
  );
}

/** The runtime's value of a result, or undefined where it refuses to compute it. */
async function computedBy(bytes: Uint8Array, name: string): Promise<readonly number[] | undefined> {
  let session: ort.InferenceSession | undefined;
  try {
    session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'], logSeverityLevel: 4 });
    const results = await session.run({ x: new ort.Tensor('float32', new Float32Array(WIDTH), [1, WIDTH]) });
    return Array.from(results[name]!.data as ArrayLike<number | bigint>, Number);
  } catch {
    return undefined;
  } finally {
    await session?.release();
  }
}

const constants = fc.tuple(
  ...ANY.flatMap((kind) =>
    [1, 2].map((length) => fc.tuple(fc.constant(kind), fc.array(VALUES[kind], { minLength: length, maxLength: length }))),
  ),
);
const draws = fc.array(
  fc.tuple(fc.constantFrom(...OPERATORS), fc.array(fc.nat(1000), { minLength: 3, maxLength: 3 }), fc.nat(1000)),
  { minLength: 1, maxLength: STEPS },
);

/** Only what one result is computed from, so that a step that the runtime refuses hides no other. */
function needed(nodes: readonly Fields[], name: string): readonly Fields[] {
  const wanted = new Set([name]);
  return nodes
    .toReversed()
    .filter(({ input, output }) => {
      if (!(output as string[]).some((made) => wanted.has(made))) return false;
      for (const read of input as string[]) wanted.add(read);
      return true;
    })
    .toReversed();
}

test('what is folded is what the runtime computes', { timeout: 120_000 }, async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(constants, draws, async (given, steps) => {
      const { nodes, tensors } = chainOf(given, steps);
      const graph = decoded(modelBytes(nodes, tensors)).graph!;
      const scope = traceGraph(graph, OPSET, ['x', { shape: [1, WIDTH], rows: { axis: 0, outer: 1, inner: 1 } }]);
      for (const name of steps.map((_, i) => `v${i}`)) {
        const traced = scope.get(name)!;
        const folded = isRefused(traced) ? undefined : fixedValues(traced);
        if (!folded) continue;
        const found = await computedBy(modelBytes(needed(nodes, name), tensors, [name]), name);
        if (!found) continue;
        compared += 1;
        // Zeros of both signs compare alike.
        expect(
          folded.map((value) => value + 0),
          name,
        ).toEqual(found.map((value) => value + 0));
      }
    }),
    { numRuns: 150, seed: 13 },
  );
  expect(compared).toBeGreaterThan(150);
});
