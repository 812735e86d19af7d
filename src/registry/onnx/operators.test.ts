import { expect, test } from 'vitest';
import { namesWithForms, opsetFault } from './operator-forms.ts';
import { operatorDecision, OPERATORS } from './operators.ts';
import { TRACE_RULES } from './rules/catalogue.ts';

const node = (opType: string, input: string[], attribute: { name: string }[] = [], output = ['y']) => ({
  opType,
  input,
  output,
  attribute: attribute.map((entry) => ({ ...entry, floats: [], ints: [], tensors: [], graphs: [], sparseTensors: [] })),
  deviceConfigurations: [],
});

test('an admitted operator has a rule and forms, and answers the three questions with yes', () => {
  for (const { name, domain, admitted, deterministic, rows, bounded } of OPERATORS) {
    if (!admitted) continue;
    expect([deterministic, bounded, rows === 'never'], name).toEqual([true, true, false]);
    expect(namesWithForms(domain), name).toContain(name);
    expect(TRACE_RULES.has(name) || name === 'If' || name === 'Scan', name).toBe(true);
  }
});

test('what has forms is admitted, and no operator is decided twice', () => {
  for (const domain of ['', 'ai.onnx.ml'] as const) {
    for (const name of namesWithForms(domain)) expect(operatorDecision(domain, name)?.admitted, name).toBe(true);
  }
  expect(new Set(OPERATORS.map(({ name, domain }) => `${domain}:${name}`)).size).toBe(OPERATORS.length);
});

test.each([
  ['an operator that came later', node('Gelu', ['x']), 18, 'uses Gelu under opset 18, which does not have it'],
  [
    'axes as an input before their time',
    node('ReduceSum', ['x', 'axes']),
    11,
    'gives ReduceSum 2 inputs, which takes 1 under opset 11',
  ],
  [
    'axes as an attribute after it',
    node('ReduceMean', ['x'], [{ name: 'axes' }]),
    18,
    'the attribute "axes", which it does not have',
  ],
  [
    'no attribute where one is needed',
    node('Concat', ['x']),
    17,
    'gives Concat no attribute "axis", which it needs under opset 17',
  ],
  ['an operator that the runtime lacks', node('Swish', ['x']), 25, 'uses Swish under opset 25, which the runtime does not have'],
  ['no output', node('Relu', ['x'], [], []), 17, 'takes 0 outputs of Relu, which has 1 under opset 17'],
])('%s is refused, as the runtime does', (_name, made, opset, rule) => {
  expect(opsetFault(made, '', opset)?.rule).toContain(rule);
});

test('forms of their opset pass', () => {
  expect(opsetFault(node('ReduceSum', ['x', 'axes']), '', 13)).toBeNull();
  expect(opsetFault(node('ReduceMean', ['x'], [{ name: 'axes' }]), '', 17)).toBeNull();
  expect(opsetFault(node('Clip', ['x', '', 'high']), '', 11)).toBeNull();
  expect(opsetFault(node('Scaler', ['x'], [{ name: 'offset' }]), 'ai.onnx.ml', 1)).toBeNull();
});
