import { floatTensor, linearModel, scaledIdentity, valueInfo } from './onnx-model.ts';

type Fields = Readonly<Record<string, unknown>>;

const BOOL = 9;
const INT64 = 7;
const GRAPH_ATTRIBUTE = 5;
const INTEGER_ATTRIBUTE = 2;

/** An int64 vector, as shapes and repetitions are given; a scalar where `scalar` is set. */
export function integerTensor(name: string, values: readonly number[], scalar = false): Fields {
  return { name, dims: scalar ? [] : [values.length], dataType: INT64, int64Data: values };
}

/** A model of the linear encoder's signature with other nodes; `weights` is the identity. */
export function modelOf(d: number, nodes: readonly Fields[], tensors: readonly Fields[] = []): Uint8Array {
  const weights = scaledIdentity(d);
  const initializer = [floatTensor('weights', [d, d], weights.flat()), ...tensors];
  return linearModel({ weights, nodes, graph: { initializer } });
}

/** Adds its input to itself 2⁶² times. */
export function endlessModel(d: number): Uint8Array {
  const scalarBool = (name: string) => valueInfo(name, [], BOOL);
  const body = {
    name: 'body',
    node: [
      { opType: 'Identity', input: ['go_on'], output: ['still'] },
      { opType: 'Add', input: ['state', 'state'], output: ['next'] },
    ],
    input: [valueInfo('round', [], INT64), scalarBool('go_on'), valueInfo('state', ['batch', d])],
    output: [scalarBool('still'), valueInfo('next', ['batch', d])],
  };
  const attribute = [{ name: 'body', type: GRAPH_ATTRIBUTE, g: body }];
  const tensors = [integerTensor('rounds', [2 ** 62], true), { name: 'go', dims: [], dataType: BOOL, int32Data: [1] }];
  return modelOf(d, [{ opType: 'Loop', input: ['rounds', 'go', 'x'], output: ['codes'], attribute }], tensors);
}

/** Repeats each row so often that one row takes `bytes`, sums the copies, and multiplies the row by the sum. */
export function hungryModel(d: number, bytes: number): Uint8Array {
  const nodes = [
    { opType: 'Tile', input: ['x', 'repeats'], output: ['copies'] },
    {
      opType: 'ReduceSum',
      input: ['copies', 'axis'],
      output: ['sum'],
      attribute: [{ name: 'keepdims', type: INTEGER_ATTRIBUTE, i: 1 }],
    },
    { opType: 'Mul', input: ['x', 'sum'], output: ['codes'] },
  ];
  const tensors = [integerTensor('repeats', [1, Math.ceil(bytes / (4 * d))]), integerTensor('axis', [1])];
  return modelOf(d, nodes, tensors);
}
