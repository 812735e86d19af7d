import { expect, test } from 'vitest';
import { encoderModel, floatTensor, linearModel, scaledIdentity, valueInfo } from '../../../tests/registry/support/onnx-model.ts';
import { LIMITS } from '../limits.ts';
import { deviceBatchRows, referenceSeconds } from '../device-plan.ts';
import { decodeModel } from './decode.ts';
import { modelCost, type ModelCost } from './model-cost.ts';

function costOf(bytes: Uint8Array, shape: readonly number[]): ModelCost {
  const model = decodeModel(bytes);
  if ('rule' in model) throw new Error(model.rule);
  return modelCost(model.graph!, shape);
}

/** One channel of 8 × 8, a kernel of 3 × 3 for each of four channels of the result, then a product to two codes. */
function convolutional(): Uint8Array {
  const zeros = (...dims: number[]) => floatTensor(`w${dims.length}`, dims, new Float32Array(dims.reduce((a, b) => a * b, 1)));
  return encoderModel({
    node: [
      { opType: 'Conv', input: ['x', 'w4'], output: ['a'], attribute: [{ name: 'kernel_shape', ints: [3, 3], type: 7 }] },
      { opType: 'Relu', input: ['a'], output: ['b'] },
      { opType: 'Flatten', input: ['b'], output: ['c'] },
      { opType: 'Gemm', input: ['c', 'w2'], output: ['codes'] },
    ],
    initializer: [zeros(4, 1, 3, 3), zeros(144, 2)],
    input: [valueInfo('x', ['batch', 1, 8, 8])],
    output: [valueInfo('codes', ['batch', 2])],
  });
}

test('a product of d by d takes d² multiply-adds, and holds observation and codes', () => {
  expect(costOf(linearModel({ weights: scaledIdentity(5) }), [5])).toEqual({
    activationBytes: 40,
    largestBytes: 20,
    multiplyAdds: 25,
    complete: true,
  });
});

test('a convolution takes one kernel for each value of its result', () => {
  const values = 4 * 6 * 6;
  expect(costOf(convolutional(), [1, 8, 8])).toEqual({
    activationBytes: 4 * (64 + 3 * values + 2),
    largestBytes: 4 * values,
    multiplyAdds: values * 9 + values + values + values * 2,
    complete: true,
  });
});

test('what does not follow from the file is said to be unknown', () => {
  const nodes = [
    { opType: 'NonZero', input: ['x'], output: ['places'] },
    { opType: 'MatMul', input: ['x', 'weights'], output: ['codes'] },
  ];
  const cost = costOf(linearModel({ weights: scaledIdentity(5), nodes }), [5]);
  expect(cost).toMatchObject({ multiplyAdds: 25, complete: false });
  expect(deviceBatchRows(cost, 5)).toBe(1000);
});

test('a batch fits the memory set aside, each result one buffer, and it is never empty', () => {
  const { memoryBytes, bufferBytes, batchRows } = LIMITS.device;
  const rows = (activationBytes: number, largestBytes: number) =>
    deviceBatchRows({ activationBytes, largestBytes, multiplyAdds: 0, complete: true }, 5);
  expect(rows(40, 20)).toBe(batchRows);
  expect(rows(memoryBytes / 100, 20)).toBe(100);
  expect(rows(memoryBytes / 100, bufferBytes / 10)).toBe(10);
  expect(rows(2 * memoryBytes, 20)).toBe(1);
});

test('the estimate of time grows with work and rows', () => {
  const cost = { activationBytes: 4, largestBytes: 4, multiplyAdds: 20_000_000, complete: true };
  expect(referenceSeconds(cost, 20_000)).toBe(4e11 / LIMITS.evaluation.multiplyAddsPerSecond);
});
