import { expect, test } from 'vitest';
import { integerTensor, modelOf } from '../../../tests/registry/support/hostile-models.ts';
import { floatTensor } from '../../../tests/registry/support/onnx-model.ts';
import { auditModel } from './audit.ts';

const WIDTH = 6;

/** Each of three channels of each row scaled in turn, as PyTorch exports an instance norm; `scale` is repeated for every row. */
function scaledChannels(scale: 'per channel' | 'per row' | 'for all'): Uint8Array {
  const nodes = [
    { opType: 'Reshape', input: ['x', 'as_channels'], output: ['channels'] },
    { opType: 'Shape', input: ['x'], output: ['shape'] },
    { opType: 'Gather', input: ['shape', 'first'], output: ['batch'] },
    { opType: 'Tile', input: [scale === 'per row' ? 'one' : 'three', 'batch'], output: ['tiled'] },
    {
      opType: 'BatchNormalization',
      input: ['channels', ...Array<string>(4).fill(scale === 'for all' ? 'three' : 'tiled')],
      output: ['scaled'],
    },
    { opType: 'Reshape', input: ['scaled', 'as_rows'], output: ['codes'] },
  ];
  return modelOf(WIDTH, nodes, [
    integerTensor('as_channels', [1, -1, 2]),
    integerTensor('as_rows', [-1, WIDTH]),
    integerTensor('first', [0]),
    floatTensor('three', [3], [1, 2, 3]),
    floatTensor('one', [1], [1]),
  ]);
}

test('rows may be channels where each has the numbers of its own row', () => {
  expect(auditModel('m', scaledChannels('per channel'), [WIDTH])).toEqual([]);
});

test.each(['per row', 'for all'] as const)('numbers %s do not fit the channels', (scale) => {
  expect(auditModel('m', scaledChannels(scale), [WIDTH])).toHaveLength(1);
});
