import * as ort from 'onnxruntime-web';
import type { OnnxModel } from '../../../src/registry/onnx/messages.ts';
import { messageType } from '../../../src/registry/onnx/messages.ts';
import { WIDTH, sizeOf } from './form.ts';

/** Where the rows of the batch lie in a result: along one axis, which counts (outer, row, inner). */
export interface RowPlace {
  readonly axis: number;
  readonly outer: number;
  readonly inner: number;
}

/** What the runtime makes of one result of a model. */
export interface RuntimeTruth {
  /** Shapes for MANY and for FEW rows. */
  readonly shapes: readonly [readonly number[], readonly number[]];
  /** Whether each row's part depends on that row alone; 'constant' where nothing depends on the batch. */
  readonly rows: RowPlace | 'constant' | 'mixed';
}

export const MANY = 7;
export const FEW = 3;
/** Rows of the third run: other companions, another order. */
const CHOSEN = [4, 2, 6];

interface Result {
  readonly dims: readonly number[];
  readonly values: ArrayLike<number | bigint>;
}

function observations(rows: readonly number[]): Float32Array {
  const batch = new Float32Array(rows.length * WIDTH);
  rows.forEach((row, i) => {
    for (let j = 0; j < WIDTH; j++) batch[i * WIDTH + j] = Math.fround((((row * 53 + j * 17) % 41) - 20) / 10 + row / 64);
  });
  return batch;
}

/** Results that are no tensors cannot be read. */
const MAKES_SEQUENCE = /^(SplitToSequence|SequenceConstruct)$/;

/** All results as outputs of the model. */
function exposed(model: OnnxModel): Uint8Array {
  const nodes = model.graph!.node.filter(({ opType = '' }) => !MAKES_SEQUENCE.test(opType));
  const names = nodes.flatMap(({ output }) => output).filter((name) => name !== '' && name !== 'codes');
  const output = [...model.graph!.output, ...names.map((name) => ({ name }))];
  const type = messageType('ModelProto');
  return type.encode(type.fromObject({ ...model, graph: { ...model.graph!, output } })).finish();
}

function near(a: number | bigint, b: number | bigint): boolean {
  if (typeof a === 'bigint' || typeof b === 'bigint') return a === b;
  return Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(a), Math.abs(b));
}

const isSame = (a: Result, b: Result) => Array.from(a.values).every((value, i) => near(value, b.values[i]!));

/** Whether row r of `few` is row `rows[r]` of `many`, everywhere. */
function agrees(many: Result, few: Result, rows: readonly number[], { axis, outer, inner }: RowPlace): boolean {
  const before = sizeOf(few.dims.slice(0, axis));
  const after = sizeOf(few.dims.slice(axis + 1));
  for (let b = 0; b < before * outer; b++) {
    for (const [r, row] of rows.entries()) {
      for (let i = 0; i < inner * after; i++) {
        const here = few.values[(b * rows.length + r) * inner * after + i]!;
        if (!near(here, many.values[(b * MANY + row) * inner * after + i]!)) return false;
      }
    }
  }
  return true;
}

function rowsOf(many: Result, few: Result, chosen: Result): RuntimeTruth['rows'] {
  if (many.dims.length !== few.dims.length) return 'mixed';
  const grown = many.dims.flatMap((size, axis) => (size === few.dims[axis] ? [] : [axis]));
  if (grown.length === 0) return isSame(many, few) && isSame(few, chosen) ? 'constant' : 'mixed';
  const [axis] = grown as [number];
  const each = many.dims[axis]! / MANY;
  if (grown.length > 1 || !Number.isInteger(each) || few.dims[axis] !== each * FEW) return 'mixed';
  for (let outer = 1; outer <= each; outer++) {
    if (each % outer !== 0) continue;
    const place = { axis, outer, inner: each / outer };
    if (agrees(many, few, [0, 1, 2], place) && agrees(many, chosen, CHOSEN, place)) return place;
  }
  return 'mixed';
}

/** What the runtime makes of every result of a model, by name. @throws where the runtime refuses the model */
export async function runtimeTruth(model: OnnxModel): Promise<Map<string, RuntimeTruth>> {
  const session = await ort.InferenceSession.create(exposed(model), {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'disabled',
  });
  const run = async (rows: readonly number[]) => {
    const results = await session.run({ x: new ort.Tensor('float32', observations(rows), [rows.length, WIDTH]) });
    return new Map(Object.entries(results).map(([name, { dims, data }]) => [name, { dims, values: data as ArrayLike<number> }]));
  };
  try {
    const many = await run([...Array(MANY).keys()]);
    const few = await run([0, 1, 2]);
    const chosen = await run(CHOSEN);
    return new Map(
      [...many].map(([name, result]) => {
        const [b, c] = [few.get(name)!, chosen.get(name)!];
        return [name, { shapes: [result.dims, b.dims] as const, rows: rowsOf(result, b, c) }];
      }),
    );
  } finally {
    await session.release();
  }
}
