import { describe, expect, it } from 'vitest';
import { InputError } from '../core/input-error.ts';
import { describeRange, findParameterFaults, numberOf, throwFaults, withDefaults, type Parameter } from './parameters.ts';

const PARAMETERS: readonly Parameter[] = [
  { type: 'real', name: 'share', description: '', default: 0.5, above: 0, maximum: 1 },
  { type: 'integer', name: 'count', description: '', default: 2, minimum: 1 },
  { type: 'choice', name: 'list', description: '', default: 'own', choices: ['own', 'paper'] },
];

describe('parameters', () => {
  it('take values in their range, the bounds as stated', () => {
    expect(findParameterFaults(PARAMETERS, { share: 1, count: 1, list: 'paper' })).toEqual([]);
    expect(findParameterFaults(PARAMETERS, {})).toEqual([]);
  });

  it.each([
    ['share', 0],
    ['share', 1.01],
    ['share', NaN],
    ['share', Infinity],
    ['share', 'half'],
    ['count', 0],
    ['count', 1.5],
    ['list', 'ours'],
    ['list', 1],
  ])('refuse %s = %s in one line that names the range', (name, value) => {
    const faults = findParameterFaults(PARAMETERS, { [name]: value });
    expect(faults).toEqual([
      { path: name, rule: `is ${value}`, fix: expect.stringContaining(describeRange(PARAMETERS.find((p) => p.name === name)!)) },
    ]);
    expect(() => throwFaults(faults)).toThrow(InputError);
  });

  it('say their range in words', () => {
    expect(PARAMETERS.map(describeRange)).toEqual([
      'a number above 0 and at most 1',
      'a whole number at least 1',
      'one of own, paper',
    ]);
  });

  it('fall back on defaults and keep nothing else', () => {
    expect(withDefaults(PARAMETERS, { count: 3, other: 1 })).toEqual({ share: 0.5, count: 3, list: 'own' });
    expect(() => numberOf({}, 'share')).toThrow(TypeError);
    expect(() => throwFaults([])).not.toThrow();
  });
});
