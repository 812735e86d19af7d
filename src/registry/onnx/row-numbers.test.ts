import { expect, test } from 'vitest';
import { integerTensor, modelOf } from '../../../tests/registry/support/hostile-models.ts';
import { auditModel } from './audit.ts';

type Fields = Readonly<Record<string, unknown>>;

const WIDTH = 5;
const node = (opType: string, input: readonly string[], output: string, attribute: readonly Fields[] = []) => ({
  opType,
  name: output,
  input,
  output: [output],
  attribute,
});
const integer = (name: string, i: number) => ({ name, type: 2, i });

/** y[:, 2] = x[:, 0], written with numbers of rows: `row` gives the first index. */
function assignment(row: readonly Fields[], { joined = ['row', 'two_column'], limit = 'batch' } = {}): Uint8Array {
  const nodes = [
    node('Shape', ['x'], 'shape'),
    node('Gather', ['shape', 'zero'], 'batch'),
    node('Range', ['zero', limit, 'one'], 'numbers'),
    node('Reshape', ['numbers', 'upright'], 'column_of_numbers'),
    ...row,
    node('Shape', ['column_of_numbers'], 'size'),
    node('Expand', ['two', 'size'], 'two_column'),
    node('Concat', joined, 'places', [integer('axis', -1)]),
    node('Gather', ['x', 'zero'], 'updates', [integer('axis', 1)]),
    node('ScatterND', ['x', 'places', 'updates'], 'codes'),
  ];
  return modelOf(WIDTH, nodes, [
    integerTensor('zero', [0], true),
    integerTensor('one', [1], true),
    integerTensor('two', [2]),
    integerTensor('upright', [-1, 1]),
  ]);
}

const faultsOf = (bytes: Uint8Array) => auditModel('m', bytes, [WIDTH]).map(({ rule }) => rule);
const plain = node('Identity', ['column_of_numbers'], 'row');

test('a row may be written to its own number', () => {
  expect(faultsOf(assignment([plain]))).toEqual([]);
  expect(faultsOf(assignment([node('Cast', ['column_of_numbers'], 'row', [integer('to', 7)])]))).toEqual([]);
});

const OTHERS: readonly (readonly [what: string, bytes: Uint8Array])[] = [
  ['the next row', assignment([node('Add', ['column_of_numbers', 'one'], 'row')])],
  ['the row before', assignment([node('Sub', ['column_of_numbers', 'one'], 'row')])],
  ['its negative', assignment([node('Neg', ['column_of_numbers'], 'row')])],
  ['every second row', assignment([node('Mul', ['column_of_numbers', 'two'], 'row')])],
  ['always the first row', assignment([node('Mul', ['column_of_numbers', 'zero'], 'row')])],
  [
    'numbers that wrap at 256',
    assignment([
      node('Cast', ['column_of_numbers'], 'bytes', [integer('to', 2)]),
      node('Cast', ['bytes'], 'row', [integer('to', 7)]),
    ]),
  ],
  [
    'a running sum of numbers',
    assignment([node('CumSum', ['column_of_numbers', 'one'], 'sum'), node('Mul', ['sum', 'two'], 'row')]),
  ],
  ['the number of the row as its column', assignment([plain], { joined: ['row', 'row'] })],
  ['column and row the other way round', assignment([plain], { joined: ['two_column', 'row'] })],
  ['more rows than there are', assignment([node('Add', ['batch', 'one'], 'more'), plain], { limit: 'more' })],
];

test.each(OTHERS)('%s is refused', (_what, bytes) => {
  expect(faultsOf(bytes)).toHaveLength(1);
});

test.each([
  ['themselves', [node('Cast', ['numbers'], 'floats', [integer('to', 1)])]],
  ['a comparison', [node('Equal', ['numbers', 'zero'], 'first'), node('Cast', ['first'], 'floats', [integer('to', 1)])]],
])('no codes are made of the numbers of rows: %s', (_what, nodes) => {
  const all = [
    node('Shape', ['x'], 'shape'),
    node('Gather', ['shape', 'zero'], 'batch'),
    node('Range', ['zero', 'batch', 'one'], 'numbers'),
    ...nodes,
    node('Unsqueeze', ['floats', 'axes'], 'column'),
    node('Add', ['x', 'column'], 'codes'),
  ];
  const tensors = [integerTensor('zero', [0], true), integerTensor('one', [1], true), integerTensor('axes', [1])];
  expect(faultsOf(modelOf(WIDTH, all, tensors)).join()).toMatch(/computes with the number of rows in the batch/);
});
