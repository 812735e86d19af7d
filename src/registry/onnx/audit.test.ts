import fc from 'fast-check';
import protobuf from 'protobufjs/light.js';
import { describe, expect, test } from 'vitest';
import { floatTensor, linearModel, scaledIdentity, valueInfo } from '../../../tests/registry/support/onnx-model.ts';
import { LIMITS } from '../limits.ts';
import { auditModel } from './audit.ts';
import { messageType } from './messages.ts';

const D = 3;
const WEIGHTS = scaledIdentity(D);
const INT64 = 7;
const GRAPH_ATTRIBUTE = 5;

type Parts = Omit<Parameters<typeof linearModel>[0], 'weights'>;

function rules(parts: Parts = {}, shape: readonly number[] = [D]): string[] {
  return auditModel('m.onnx', linearModel({ weights: WEIGHTS, ...parts }), shape).map(({ rule }) => rule);
}

const node = (fields: Record<string, unknown>) => ({
  nodes: [{ opType: 'MatMul', input: ['x', 'weights'], output: ['codes'], ...fields }],
});
const weights = (fields: Record<string, unknown>) => ({
  graph: { initializer: [{ ...floatTensor('weights', [D, D], WEIGHTS.flat()), ...fields }] },
});

test('a plain linear encoder passes', () => {
  expect(rules()).toEqual([]);
});

test('the default domain may be written out, and a batch may be unnamed', () => {
  expect(rules({ model: { opsetImport: [{ domain: 'ai.onnx', version: 17 }] } })).toEqual([]);
  const unnamed = { name: 'x', type: { tensorType: { elemType: 1, shape: { dim: [{}, { dimValue: D }] } } } };
  expect(rules({ graph: { input: [unnamed] } })).toEqual([]);
});

test('whatever a file has thousands of, a message stays one line that can be read', () => {
  const many = Array.from({ length: 3000 }, (_, i) => i);
  const values = many.map((i) => valueInfo(`value_${i}`, ['batch', D]));
  const hostile: Parts[] = [
    { graph: { input: values } },
    { graph: { output: values } },
    { graph: { input: [valueInfo('x', many)] } },
    { graph: { output: [valueInfo('codes', many)] } },
    { model: { opsetImport: many.map((version) => ({ domain: '', version })) } },
    { model: { opsetImport: [{ domain: '', version: 17 }, ...many.map((version) => ({ domain: 'ai.onnx.ml', version }))] } },
    weights({ dims: many.map(() => 1), rawData: new Uint8Array(4) }),
  ];
  for (const parts of hostile) {
    const found = rules(parts);
    expect(found.length).toBeGreaterThan(0);
    for (const rule of found) expect(rule.length, rule).toBeLessThan(300);
  }
});

describe('what is wrong is named', () => {
  test.each<readonly [string, Parts, string]>([
    ['IR version', { model: { irVersion: 99 } }, 'has IR version 99'],
    ['opset', { model: { opsetImport: [{ domain: '', version: 7 }] } }, 'imports opset 7 of the default domain'],
    ['no opset', { model: { opsetImport: [] } }, 'imports opset none of the default domain'],
    ['functions', { model: { functions: [new Uint8Array(2)] } }, 'defines functions'],
    ['training', { model: { trainingInfo: [new Uint8Array(2)] } }, 'carries training information'],
    ['custom domain', node({ domain: 'com.microsoft' }), 'node "" uses operator MatMul of domain "com.microsoft"'],
    [
      'unknown operator',
      node({ opType: 'Loop', name: 'n\u202e' }),
      'node "n?" uses operator Loop, which runs as often as its data says',
    ],
    [
      'random operator',
      node({ opType: 'RandomNormalLike' }),
      'node "" uses the random operator RandomNormalLike, which draws random numbers',
    ],
    [
      'training mode',
      node({ opType: 'BatchNormalization', attribute: [{ name: 'training_mode', i: 1 }] }),
      'node "" is in training mode',
    ],
    [
      'reference',
      node({ attribute: [{ name: 'a', refAttrName: 'b' }] }),
      'node "" has an attribute by reference or a sparse one',
    ],
    ['no nodes', { nodes: [] }, 'has no nodes'],
    ['sparse', { graph: { sparseInitializer: [new Uint8Array(1)] } }, 'has sparse weights'],
    ['external data', weights({ dataLocation: 1, rawData: undefined }), 'tensor "weights" keeps its values in another file'],
    ['external entries', weights({ externalData: [new Uint8Array(1)] }), 'tensor "weights" keeps its values in another file'],
    ['strings', weights({ dataType: 8 }), 'tensor "weights" has element type 8'],
    ['short tensor', weights({ dims: [D, D + 1] }), 'tensor "weights" declares 48 bytes but holds 36'],
    ['huge tensor', weights({ dims: [2 ** 40, 2 ** 40] }), 'tensor "weights" declares 4.835703278458517e+24 bytes but holds 36'],
    ['negative', weights({ dims: [-3, -3] }), 'tensor "weights" has a negative dimension or is cut in segments'],
    [
      'NaN',
      { graph: { initializer: [floatTensor('weights', [1], [Number.NaN])] } },
      'the node that gives "codes" (MatMul) has weights "weights" with NaN or infinity',
    ],
    ['input name', { graph: { input: [valueInfo('input', ['batch', D])] } }, 'has the inputs "input"'],
    ['two inputs', { graph: { input: [valueInfo('x', ['batch', D]), valueInfo('y', [1])] } }, 'has the inputs "x, y"'],
    ['input type', { graph: { input: [valueInfo('x', ['batch', D], 11)] } }, 'has an input that is not float32'],
    ['fixed batch', { graph: { input: [valueInfo('x', [1, D])] } }, 'has a fixed batch size, 1'],
    ['input shape', { graph: { input: [valueInfo('x', ['batch', 4])] } }, 'takes x of shape [batch, 4]'],
    ['dynamic axis', { graph: { input: [valueInfo('x', ['batch', 'd'])] } }, 'takes x of shape [batch, ?]'],
    ['output name', { graph: { output: [valueInfo('z', ['batch', D])] } }, 'has the outputs "z"'],
    ['output rank', { graph: { output: [valueInfo('codes', ['batch', D, 1])] } }, 'gives codes of shape [batch, 3, 1]'],
    [
      'many codes',
      { graph: { output: [valueInfo('codes', ['batch', 5000])] } },
      'gives codes of shape [batch, 3], and declares [batch, 5000]',
    ],
    ['output batch', { graph: { output: [valueInfo('codes', [8, D])] } }, 'gives codes of a fixed batch size, 8'],
    ['output type', { graph: { output: [valueInfo('codes', ['batch', D], INT64)] } }, 'has an output that is not float32'],
  ])('%s', (_name, parts, rule) => {
    expect(rules(parts)).toContain(rule);
  });

  test('too many nodes', () => {
    const nodes = Array.from({ length: LIMITS.onnx.nodes + 1 }, () => ({ opType: 'Relu', input: ['x'], output: ['y'] }));
    expect(rules({ nodes })).toEqual([`has ${LIMITS.onnx.nodes + 1} nodes`]);
  });

  test('subgraphs: forbidden operators inside them, and too deep ones', () => {
    const nest = (depth: number): Record<string, unknown> => ({
      opType: depth === 0 ? 'RandomUniform' : 'If',
      input: ['x'],
      output: ['codes'],
      attribute:
        depth === 0
          ? []
          : ['then_branch', 'else_branch'].map((name) => ({ name, type: GRAPH_ATTRIBUTE, g: { node: [nest(depth - 1)] } })),
    });
    expect(new Set(rules({ nodes: [nest(1)] }))).toEqual(
      new Set(['node "" uses the random operator RandomUniform, which draws random numbers']),
    );
    expect(rules({ nodes: [nest(LIMITS.onnx.subgraphDepth + 1)] })).toContain(
      `nests graphs ${LIMITS.onnx.subgraphDepth + 1} deep`,
    );
  });

  test('a model that nests messages without end is refused before the stack is', () => {
    const wrap = (content: Uint8Array, field: number) =>
      protobuf.Writer.create()
        .uint32((field << 3) | 2)
        .bytes(content)
        .finish();
    let inner: Uint8Array = new Uint8Array();
    // A graph in an attribute in a node in a graph …
    for (let depth = 0; depth < 2000; depth++) inner = wrap(wrap(wrap(inner, 6), 5), 1);
    expect(auditModel('m.onnx', wrap(inner, 7), [D]).map(({ rule }) => rule)).toEqual(['is not a readable ONNX model']);
  });

  test('weights that come through constants and casts are audited as well', () => {
    const attribute = [
      {
        name: 'value',
        t: floatTensor(
          '',
          [D, D],
          WEIGHTS.flat().map(() => Number.NaN),
        ),
      },
    ];
    const nodes = [
      { opType: 'Constant', input: [], output: ['raw'], attribute },
      { opType: 'Transpose', input: ['raw'], output: ['turned'] },
      { opType: 'Identity', input: ['turned'], output: ['w'] },
      { opType: 'MatMul', name: 'head', input: ['x', 'w'], output: ['codes'] },
    ];
    expect(rules({ nodes })).toEqual(['node "head" (MatMul) has weights with NaN or infinity']);
  });
});

describe('bytes that are no plain model', () => {
  const bytes = linearModel({ weights: WEIGHTS });
  const ruleOf = (content: Uint8Array) => auditModel('m.onnx', content, [D]).map(({ rule }) => rule);

  test('a second graph in the file is merged as the runtime merges it, not overlooked', () => {
    const type = messageType('ModelProto');
    const second = type.encode(type.fromObject({ graph: { node: [{ opType: 'Loop', input: [], output: [] }] } })).finish();
    expect(ruleOf(Buffer.concat([bytes, second]))).toEqual(['node "" uses operator Loop, which runs as often as its data says']);
    expect(ruleOf(Buffer.concat([second, bytes]))).toEqual(['node "" uses operator Loop, which runs as often as its data says']);
  });

  test('unknown fields are refused', () => {
    expect(ruleOf(Buffer.concat([bytes, Buffer.from([0x98, 0x06, 0x01])]))).toEqual([
      'has fields outside the ONNX specification',
    ]);
  });

  test("the runtime's own format is refused, even where the bytes also read as a model", () => {
    const polyglot = Buffer.concat([Buffer.from([0x12, 0x06]), Buffer.from('..ORTM'), bytes]);
    expect(ruleOf(polyglot)).toEqual(["is in ONNX Runtime's own format"]);
  });

  test('empty, text and oversized files', () => {
    expect(ruleOf(new Uint8Array())).toEqual(['has no graph']);
    expect(ruleOf(new TextEncoder().encode('version https://git-lfs.github.com/spec/v1'))).toEqual([
      'is not a readable ONNX model',
    ]);
    expect(ruleOf(new Uint8Array(LIMITS.fileBytes + 1))).toEqual([`has ${LIMITS.fileBytes + 1} bytes`]);
  });

  test('truncated and flipped bytes never throw, and every fault is one printable line', () => {
    const mutate = fc.record({ at: fc.nat(bytes.length - 1), value: fc.nat(255), length: fc.nat(bytes.length) });
    fc.assert(
      fc.property(mutate, ({ at, value, length }) => {
        const mutated = bytes.slice(0, Math.max(length, bytes.length - 8));
        if (at < mutated.length) mutated[at] = value;
        for (const { rule, fix } of auditModel('m.onnx', mutated, [D])) expect(`${rule}; ${fix}`).toMatch(/^[ -~]{1,300}$/);
      }),
      { numRuns: 500, seed: 3 },
    );
  });
});
