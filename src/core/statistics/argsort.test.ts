import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { argsort } from './argsort.ts';

/** Second method: the engine's own stable sort. */
function argsortByComparison(values: Float64Array): number[] {
  return Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]! || a - b);
}

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const tied = fc.constantFrom(-0, 0, 1, -1, 1 + 2 ** -52, 5e-324, -5e-324, 1e308, -1e308);

describe('argsort', () => {
  it.each([
    ['any values', finite],
    ['many ties and close neighbours', tied],
    ['float32 values', fc.float({ noNaN: true, noDefaultInfinity: true })],
  ])('orders %s as a stable sort by comparison does', (_, value) => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 300, size: 'max' }), (list) => {
        const values = Float64Array.from(list);
        expect([...argsort(values)]).toEqual(argsortByComparison(values));
      }),
      { numRuns: 60 },
    );
  });

  it('orders many values, each decided by another digit of the key', () => {
    const values = Float64Array.from({ length: 20_000 }, (_, i) => (((i * 7919) % 20_011) - 10_000) * 2 ** ((i % 41) * 4 - 80));
    expect([...argsort(values)]).toEqual(argsortByComparison(values));
  });

  it('leaves its input alone', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => -i);
    argsort(values);
    expect(values[99]).toBe(-99);
  });
});
