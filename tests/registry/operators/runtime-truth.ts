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
  /** Whether it is the same for every batch. */
  readonly isConstant: boolean;
  /** The place at which each row's part depends on that row alone: the given one, or any; undefined where there is none. */
  readonly keepsRows: (place?: RowPlace) => RowPlace | undefined;
}

export const MANY = 7;
export const FEW = 3;
/** Rows of the runs: all, the first few, others in another order, and one alone. */
const ALL = [...Array(MANY).keys()];
const FIRST = ALL.slice(0, FEW);
const CHOSEN = [4, 2, 6];
const SINGLE = [3];

interface Result {
  readonly dims: readonly number[];
  readonly values: ArrayLike<number | bigint>;
}

type Runs = readonly [many: Result, few: Result, chosen: Result, single: Result];

function observations(rows: readonly number[]): Float32Array {
  const batch = new Float32Array(rows.length * WIDTH);
  rows.forEach((row, i) => {
    for (let j = 0; j < WIDTH; j++) batch[i * WIDTH + j] = Math.fround(((row * 53 + j * 17) % 41) / 20 - 1.02 + row / 64);
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

/** Differences below this share of a result's greatest value are those of sums in another order. */
const ROUNDING = 1e-5;

/** The greatest finite value, by which differences are judged. */
function scaleOf({ values }: Result): number {
  let scale = 0;
  for (const value of Array.from(values)) {
    const size = Math.abs(Number(value));
    if (Number.isFinite(size)) scale = Math.max(scale, size);
  }
  return scale;
}

function near(a: number | bigint, b: number | bigint, scale: number): boolean {
  if (typeof a === 'bigint' || typeof b === 'bigint') return a === b;
  return Object.is(a, b) || a === b || Math.abs(a - b) <= ROUNDING * scale;
}

function isSame(a: Result, b: Result): boolean {
  const scale = scaleOf(a);
  return String(a.dims) === String(b.dims) && Array.from(a.values).every((value, i) => near(value, b.values[i]!, scale));
}

/** Whether row r of `few` is row `rows[r]` of `many`, everywhere. */
function agrees(many: Result, few: Result, rows: readonly number[], { axis, outer, inner }: RowPlace): boolean {
  const before = sizeOf(few.dims.slice(0, axis));
  const after = sizeOf(few.dims.slice(axis + 1));
  const scale = scaleOf(many);
  for (let b = 0; b < before * outer; b++) {
    for (const [r, row] of rows.entries()) {
      for (let i = 0; i < inner * after; i++) {
        const here = few.values[(b * rows.length + r) * inner * after + i]!;
        if (!near(here, many.values[(b * MANY + row) * inner * after + i]!, scale)) return false;
      }
    }
  }
  return true;
}

/** Every place along the axes that grow with the batch. */
function placesOf(many: Result, few: Result, single: Result): RowPlace[] {
  if (many.dims.length !== few.dims.length || many.dims.length !== single.dims.length) return [];
  return many.dims.flatMap((size, axis) => {
    const each = size / MANY;
    if (!Number.isInteger(each) || few.dims[axis] !== each * FEW || single.dims[axis] !== each) return [];
    const outers = Array.from({ length: each }, (_, i) => i + 1).filter((outer) => each % outer === 0);
    return outers.map((outer) => ({ axis, outer, inner: each / outer }));
  });
}

function keepsRows([many, few, chosen, single]: Runs, given?: RowPlace): RowPlace | undefined {
  const places = placesOf(many, few, single).filter(
    ({ axis, outer }) => given === undefined || (axis === given.axis && outer === given.outer),
  );
  return places.find(
    (place) => agrees(many, few, FIRST, place) && agrees(many, chosen, CHOSEN, place) && agrees(many, single, SINGLE, place),
  );
}

/** What the runtime makes of every result of a model, by name. @throws where the runtime refuses the model */
export async function runtimeTruth(model: OnnxModel): Promise<Map<string, RuntimeTruth>> {
  const session = await ort.InferenceSession.create(exposed(model), {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'disabled',
    logSeverityLevel: 4,
  });
  const run = async (rows: readonly number[]) => {
    const results = await session.run({ x: new ort.Tensor('float32', observations(rows), [rows.length, WIDTH]) });
    return new Map(Object.entries(results).map(([name, { dims, data }]) => [name, { dims, values: data as ArrayLike<number> }]));
  };
  try {
    const [many, ...others] = [await run(ALL), await run(FIRST), await run(CHOSEN), await run(SINGLE)];
    return new Map(
      [...many].map(([name, result]) => {
        const runs = [result, ...others.map((results) => results.get(name)!)] as unknown as Runs;
        const isConstant = others.every((results) => isSame(result, results.get(name)!));
        return [
          name,
          { shapes: [result.dims, runs[1].dims] as const, isConstant, keepsRows: (place?: RowPlace) => keepsRows(runs, place) },
        ];
      }),
    );
  } finally {
    await session.release();
  }
}
