import { floatTensor, linearModel, scaledIdentity, valueInfo } from './onnx-model.ts';
import { integerTensor } from './hostile-models.ts';

type Fields = Readonly<Record<string, unknown>>;

const node = (opType: string, input: readonly string[], output: readonly string[], attribute: readonly Fields[] = []) => ({
  opType,
  input,
  output,
  attribute,
});
const integer = (name: string, i: number) => ({ name, type: 2, i });

/**
 * Graphs that choose some of d columns of x by constants that only running them shows: Exp is not computed by the audit. They read `mark`,
 * 1 where a column is kept and −1 where not, and write `codes`.
 */
const KINDS: Readonly<Record<string, readonly Fields[]>> = {
  Compress: [
    node('Exp', ['mark'], ['e']),
    node('Greater', ['e', 'one'], ['keep']),
    node('Compress', ['x', 'keep'], ['codes'], [integer('axis', 1)]),
  ],
  NonZero: [
    node('Exp', ['mark'], ['e']),
    node('Greater', ['e', 'one'], ['keep']),
    node('NonZero', ['keep'], ['places']),
    node('Squeeze', ['places', 'first'], ['list']),
    node('Gather', ['x', 'list'], ['codes'], [integer('axis', 1)]),
  ],
  MatMul: [
    node('Exp', ['mark'], ['e']),
    node('Greater', ['e', 'one'], ['keep']),
    node('Compress', ['identity', 'keep'], ['weights'], [integer('axis', 1)]),
    node('MatMul', ['x', 'weights'], ['codes']),
  ],
};
export const OPEN_KINDS = Object.keys(KINDS);

/** An encoder of the marked columns. @param declared what the file says of the number of codes: a name leaves it open */
export function openModel(kind: string, marks: readonly boolean[], declared: number | string = 'm'): Uint8Array {
  const d = marks.length;
  const weights = scaledIdentity(d);
  const tensors = [
    floatTensor(
      'mark',
      [d],
      marks.map((kept) => (kept ? 1 : -1)),
    ),
    floatTensor('one', [1], [1]),
    integerTensor('first', [0]),
    floatTensor('identity', [d, d], weights.flat()),
  ];
  const read = new Set(KINDS[kind]!.flatMap(({ input }) => input));
  const initializer = tensors.filter(({ name }) => read.has(name));
  const graph = { initializer, output: [valueInfo('codes', ['batch', declared])] };
  return linearModel({ weights, nodes: KINDS[kind]!, graph });
}
