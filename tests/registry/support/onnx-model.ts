import { messageType } from '../../../src/registry/onnx/messages.ts';

const FLOAT = 1;

type Fields = Readonly<Record<string, unknown>>;

export interface LinearModelOptions {
  /** d × m, row after row: codes = x · weights. */
  readonly weights: readonly (readonly number[])[];
  /** Replaces or adds fields of ModelProto. */
  readonly model?: Fields;
  /** Replaces or adds fields of GraphProto. */
  readonly graph?: Fields;
  /** Nodes in place of the one MatMul; they read `x` and `weights` and write `codes`. */
  readonly nodes?: readonly Fields[];
}

function tensorType(dimensions: readonly (string | number)[], elemType = FLOAT): Fields {
  const dim = dimensions.map((size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size }));
  return { tensorType: { elemType, shape: { dim } } };
}

/** A tensor-valued input or output. */
export function valueInfo(name: string, dimensions: readonly (string | number)[], elemType?: number): Fields {
  return { name, type: tensorType(dimensions, elemType) };
}

/** A float32 tensor with raw bytes, as exporters write it. */
export function floatTensor(name: string, dims: readonly number[], values: ArrayLike<number>): Fields {
  return { name, dims, dataType: FLOAT, rawData: new Uint8Array(Float32Array.from(values).buffer) };
}

/** Bytes of a model. @param graph fields of GraphProto @param model replaces or adds fields of ModelProto */
export function encoderModel(graph: Fields, model: Fields = {}): Uint8Array {
  const fields = {
    irVersion: 8,
    producerName: 'custodes-tests',
    opsetImport: [{ domain: '', version: 17 }],
    graph: { name: 'encoder', ...graph },
    ...model,
  };
  const type = messageType('ModelProto');
  return type.encode(type.fromObject(fields)).finish();
}

/** Bytes of a linear encoder, with any part replaced. */
export function linearModel({ weights, model, graph, nodes }: LinearModelOptions): Uint8Array {
  const d = weights.length;
  const m = weights[0]!.length;
  return encoderModel(
    {
      node: nodes ?? [{ opType: 'MatMul', input: ['x', 'weights'], output: ['codes'] }],
      initializer: [floatTensor('weights', [d, m], weights.flat())],
      input: [valueInfo('x', ['batch', d])],
      output: [valueInfo('codes', ['batch', m])],
      ...graph,
    },
    model,
  );
}

/** d × d identity scaled by `scale`. */
export function scaledIdentity(d: number, scale = 1): number[][] {
  return Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_unused, j) => (i === j ? scale : 0)));
}
