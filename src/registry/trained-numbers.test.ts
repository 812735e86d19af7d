import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encoderModel, floatTensor, linearModel, scaledIdentity, valueInfo } from '../../tests/registry/support/onnx-model.ts';
import { formatNpy } from '../core/npy.ts';
import { trainedNumbers } from './trained-numbers.ts';

const D = 4;
const float = fc.float({ noNaN: true, noDefaultInfinity: true }).filter((value) => value !== 0);
const weights = fc.uniqueArray(float, { minLength: D * D, maxLength: D * D });

interface Writing {
  readonly name: string;
  readonly transposed: boolean;
  readonly form: 'raw' | 'fields' | 'double';
  readonly inNode: boolean;
  readonly doc: string;
}
const writings = fc.record<Writing>({
  name: fc.constantFrom('w', 'onnx::MatMul_12', 'encoder.0.weight'),
  transposed: fc.boolean(),
  form: fc.constantFrom('raw', 'fields', 'double'),
  inNode: fc.boolean(),
  doc: fc.string({ maxLength: 10 }),
});

function transpose(values: readonly number[]): number[] {
  return values.map((_, i) => values[(i % D) * D + Math.floor(i / D)]!);
}

/** The same linear encoder, as one or another tool would write it. */
function written(values: readonly number[], { name, transposed, form, inNode, doc }: Writing): Uint8Array {
  const stored = transposed ? transpose(values) : [...values];
  const tensor = {
    raw: floatTensor(name, [D, D], stored),
    fields: { name, dims: [D, D], dataType: 1, floatData: stored },
    double: { name, dims: [D, D], dataType: 11, doubleData: stored },
  }[form];
  const product = {
    opType: 'Gemm',
    input: ['x', name],
    output: ['codes'],
    docString: doc,
    attribute: [{ name: 'transB', type: 2, i: Number(transposed) }],
  };
  const constant = { opType: 'Constant', output: [name], attribute: [{ name: 'value', type: 4, t: tensor }] };
  const graph = { input: [valueInfo('x', ['batch', D])], output: [valueInfo('codes', ['batch', D])], docString: doc };
  return encoderModel({ ...graph, node: inNode ? [constant, product] : [product], initializer: inNode ? [] : [tensor] });
}

test('a model that is written again keeps its numbers, whatever writes it', () => {
  fc.assert(
    fc.property(weights, writings, writings, (values, one, other) => {
      const numbers = trainedNumbers('a.onnx', written(values, one));
      expect(numbers.size).toBe(1);
      expect(trainedNumbers('b.onnx', written(values, other))).toEqual(numbers);
    }),
  );
});

test('one number changed makes another', () => {
  fc.assert(
    fc.property(weights, writings, fc.nat(D * D - 1), float, (values, writing, place, value) => {
      fc.pre(value !== values[place]);
      const numbers = trainedNumbers('a.onnx', written(values, writing));
      expect(trainedNumbers('a.onnx', written(values.with(place, value), writing))).not.toEqual(numbers);
    }),
  );
});

test('an array keeps its numbers in either order of its columns, and as doubles', () => {
  const values = Float32Array.from({ length: 12 }, (_, i) => Math.sqrt(i + 2));
  const numbers = trainedNumbers('c.npy', formatNpy(values, [6, 2]));
  expect(numbers.size).toBe(1);
  expect(trainedNumbers('c.npy', formatNpy(Float64Array.from(values), [6, 2]))).toEqual(numbers);
  expect(trainedNumbers('c.npy', formatNpy(values.toReversed(), [6, 2]))).toEqual(numbers);
});

describe('what says nothing of who trained it', () => {
  test.each([
    ['zeros', linearModel({ weights: Array.from({ length: D }, () => Array<number>(D).fill(0)) })],
    ['an identity, scaled', linearModel({ weights: scaledIdentity(D, 3) })],
    ['no model', new TextEncoder().encode('text')],
  ])('%s', (_name, bytes) => {
    expect(trainedNumbers('a.onnx', bytes)).toEqual(new Set());
  });

  test('no array', () => {
    expect(trainedNumbers('a.npy', new Uint8Array(3))).toEqual(new Set());
  });
});
