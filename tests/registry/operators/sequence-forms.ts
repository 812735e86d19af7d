import fc from 'fast-check';
import { valueInfo } from '../support/onnx-model.ts';
import {
  TYPES,
  attribute,
  drawn,
  flip,
  floats,
  integers,
  node,
  opsets,
  raw,
  rowShapes,
  scalar,
  type Fields,
  type Forms,
} from './form.ts';

const STEPS = 6;
const WIDTH_IN = 8;
const HIDDEN = 3;

/** Recurrent cells read [steps, batch, width], or [batch, steps, width] with layout 1. */
const cell = (operator: string, gates: number): readonly [string, Forms] => [
  operator,
  drawn(opsets(), fc.constant([STEPS, WIDTH_IN]), () =>
    fc.tuple(fc.constantFrom('forward', 'reverse', 'bidirectional'), flip, flip).map(([direction, biased, named]) => {
      const directions = direction === 'bidirectional' ? 2 : 1;
      const states = operator === 'LSTM' ? ['y', 'y_h', 'y_c'] : ['y', 'y_h'];
      return {
        nodes: [
          node('Transpose', ['data'], ['steps'], [attribute.integers('perm', [1, 0, 2])]),
          node(operator, ['steps', 'w', 'r', ...(biased ? ['b'] : [])], states, [
            attribute.integer('hidden_size', HIDDEN),
            (named || direction !== 'forward') && attribute.text('direction', direction),
            operator === 'GRU' && attribute.integer('linear_before_reset', 1),
          ]),
        ],
        tensors: [
          floats('w', [directions, gates * HIDDEN, WIDTH_IN]),
          floats('r', [directions, gates * HIDDEN, HIDDEN]),
          ...(biased ? [floats('b', [directions, 2 * gates * HIDDEN])] : []),
        ],
      };
    }),
  ),
];

/** Initial states of zeros, sized by the batch, as PyTorch's legacy exporter writes them. */
const startedCell: Forms = drawn(opsets(), fc.constant([STEPS, WIDTH_IN]), () =>
  fc.constant({
    nodes: [
      node('Transpose', ['data'], ['steps'], [attribute.integers('perm', [1, 0, 2])]),
      node('Shape', ['steps'], ['shape']),
      node('Slice', ['shape', 'one', 'two'], ['batch']),
      node('Concat', ['one', 'batch', 'hidden'], ['state_shape'], [attribute.integer('axis', 0)]),
      node('Expand', ['zero', 'state_shape'], ['state']),
      node(
        'LSTM',
        ['steps', 'w', 'r', '', '', 'state', 'state'],
        ['y', 'y_h', 'y_c'],
        [attribute.integer('hidden_size', HIDDEN)],
      ),
      node('Squeeze', ['y_h'], ['last'], []),
    ],
    tensors: [
      integers('one', [1]),
      integers('two', [2]),
      integers('hidden', [HIDDEN]),
      floats('zero', [1, 1, 1], 0),
      floats('w', [1, 4 * HIDDEN, WIDTH_IN]),
      floats('r', [1, 4 * HIDDEN, HIDDEN]),
    ],
  }),
);

const attention: Forms = drawn(opsets(23), fc.constant([6, 8]), () =>
  fc.tuple(fc.constantFrom('none', 'float', 'bool'), flip).map(([masked, causal]) => ({
    nodes: [
      node(
        'Attention',
        ['data', 'data', 'data', ...(masked === 'none' ? [] : [masked])],
        ['y'],
        [attribute.integer('q_num_heads', 2), attribute.integer('kv_num_heads', 2), causal && attribute.integer('is_causal', 1)],
      ),
    ],
    tensors: [
      floats('float', [6, 6]),
      raw(
        'bool',
        [6, 6],
        TYPES.bool,
        Uint8Array.from({ length: 36 }, (_, i) => Number(i % 6 <= i / 6)),
      ),
    ],
  })),
);

/** Heads as an axis of their own. */
const headedAttention: Forms = drawn(opsets(23), fc.constant([2, 6, 4]), () =>
  flip.map((causal) => ({
    nodes: [node('Attention', ['data', 'data', 'data'], ['y'], [causal && attribute.integer('is_causal', 1)])],
  })),
);

const rotary: Forms = drawn(opsets(23), fc.constant([2, 6, 4]), () =>
  flip.map((interleaved) => ({
    nodes: [
      node('Shape', ['data'], ['shape']),
      node('Slice', ['shape', 'zero', 'one'], ['batch']),
      node('Concat', ['batch', 'rest'], ['target'], [attribute.integer('axis', 0)]),
      node('Expand', ['cos', 'target'], ['coses']),
      node('Expand', ['sin', 'target'], ['sines']),
      node('RotaryEmbedding', ['data', 'coses', 'sines'], ['y'], [interleaved && attribute.integer('interleaved', 1)]),
    ],
    tensors: [
      integers('zero', [0]),
      integers('one', [1]),
      integers('rest', [6, 2]),
      floats('cos', [1, 6, 2]),
      floats('sin', [1, 6, 2]),
    ],
  })),
);

const branch = (name: string, nodes: readonly Fields[], output: string): Fields => ({
  name,
  node: nodes,
  output: [valueInfo(output, [])].map(({ name: outputName }) => ({
    name: outputName,
    type: { tensorType: { elemType: TYPES.float } },
  })),
});

/** What scripting leaves of a test of a shape: both branches see the outer names. */
const choice: Forms = drawn(opsets(), rowShapes(1, 2), () =>
  flip.map((value) => ({
    nodes: [
      node(
        'If',
        ['condition'],
        ['y'],
        [
          attribute.graph('then_branch', branch('then', [node('Relu', ['data'], ['yes'])], 'yes')),
          attribute.graph('else_branch', branch('else', [node('Neg', ['data'], ['no'])], 'no')),
        ],
      ),
    ],
    tensors: [raw('condition', [], TYPES.bool, Uint8Array.of(Number(value)))],
  })),
);

const sequence = (operator: string): readonly [string, Forms] => [
  operator,
  drawn(opsets(), fc.constant([48]), () =>
    fc.constantFrom(0, 1, -1).map((place) => ({
      nodes: [
        ...(operator === 'SequenceConstruct'
          ? [node('SequenceConstruct', ['data', 'data'], ['parts'])]
          : [node('SplitToSequence', ['data', 'half'], ['parts'], [attribute.integer('axis', 1)])]),
        operator === 'ConcatFromSequence'
          ? node('ConcatFromSequence', ['parts'], ['y'], [attribute.integer('axis', 1)])
          : node('SequenceAt', ['parts', 'place']),
      ],
      tensors: [scalar('half', 24), scalar('place', place)],
    })),
  ),
];

export const SEQUENCES: readonly (readonly [string, Forms])[] = [
  cell('GRU', 3),
  ['LSTM', fc.oneof({ weight: 2, arbitrary: cell('LSTM', 4)[1] }, { weight: 1, arbitrary: startedCell })],
  cell('RNN', 1),
  ['Attention', fc.oneof(attention, headedAttention)],
  ['RotaryEmbedding', rotary],
  ['If', choice],
  ...['SplitToSequence', 'SequenceAt', 'SequenceConstruct', 'ConcatFromSequence'].map(sequence),
];
