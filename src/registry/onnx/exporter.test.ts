import { expect, test } from 'vitest';
import { linearModel, scaledIdentity, valueInfo } from '../../../tests/registry/support/onnx-model.ts';
import { auditModel } from './audit.ts';

const NODE = { opType: 'MatMul', input: ['x', 'weights'], output: ['codes'] };

/** The fix of a fixed batch, of a file by this producer. */
function batchFix(producerName: string, nodeName = '/layer/MatMul'): string | undefined {
  const bytes = linearModel({
    weights: scaledIdentity(3),
    model: { producerName },
    nodes: [{ ...NODE, name: nodeName }],
    graph: { input: [valueInfo('x', [1, 3])] },
  });
  return auditModel('m.onnx', bytes, [3]).find(({ rule }) => rule.startsWith('has a fixed batch size'))?.fix;
}

test.each([
  ['pytorch', '/layer/MatMul', 'dynamic_axes='],
  ['pytorch', 'node_MatMul_1', 'dynamic_shapes='],
  ['tf2onnx', 'model/dense/MatMul', 'tf.TensorSpec([None'],
  ['keras', 'dense', 'tf.TensorSpec([None'],
  ['skl2onnx', 'MatMul', 'FloatTensorType([None, d])'],
  ['jax2onnx', 'MatMul', 'to_onnx(f, [("B"'],
  ['MATLAB Deep Learning Toolbox Converter for ONNX Model Format', 'fc', 'BatchSize=[]'],
  ['', 'n', 'dynamo=True (PyTorch)'],
])('a fix speaks the words of "%s", node "%s"', (producer, name, words) => {
  expect(batchFix(producer, name)).toContain(words);
});
