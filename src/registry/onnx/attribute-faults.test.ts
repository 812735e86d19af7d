import { expect, test } from 'vitest';
import { attributeRule } from './attribute-faults.ts';

const empty = { floats: [], ints: [], tensors: [], graphs: [], sparseTensors: [] };
const ruleOf = (...attribute: readonly object[]) =>
  attributeRule({ attribute: attribute.map((entry) => ({ ...empty, ...entry })) });

test('attributes of their types, without a type, and empty lists are in order', () => {
  expect(ruleOf({ name: 'axis', type: 2, i: 0 }, { name: 'alpha', type: 1, f: 0.5 })).toBeNull();
  expect(ruleOf({ name: 'axis', i: 1 }, { name: 'axes', type: 7 }, { name: 'text', type: 3, s: new Uint8Array() })).toBeNull();
});

test('an attribute that is there twice is refused', () => {
  expect(ruleOf({ name: 'axis', i: 1 }, { name: 'axis', i: 0 })).toBe('has two attributes "axis"');
});

test.each([
  { name: 'axis', type: 1, i: 1 },
  { name: 'axis', type: 7, i: 1 },
  { name: 'axis', type: 2, ints: [1] },
  { name: 'axis', type: 2, i: 1, f: 1 },
])('%j is refused', (attribute) => {
  expect(ruleOf(attribute)).toBe('has an attribute "axis" whose value is not of its type');
});
