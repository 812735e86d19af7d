import fc from 'fast-check';
import { expect, it } from 'vitest';
import { selectCodes } from './correlation-table.ts';

const correlations = [
  [0.1, 0.9, 0, -0.95, 0.2],
  [0.3, 0, 0.05, 0.1, 0.8],
];
const pairs = [{ factor: 0, code: 0, correlation: 0.1 }];

it('shows every code where they fit', () => {
  expect(selectCodes({ correlations, pairs }, 5)).toEqual([0, 1, 2, 3, 4]);
});

it('shows the matched codes and the strongest others where they do not', () => {
  expect(selectCodes({ correlations, pairs }, 3)).toEqual([0, 1, 3]);
});

it('never leaves out a matched code for an unmatched one', () => {
  const row = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(row, fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 8 }), (values, code, most) => {
      const shown = selectCodes({ correlations: [values], pairs: [{ factor: 0, code, correlation: values[code]! }] }, most);
      expect(shown).toHaveLength(most);
      expect(shown).toContain(code);
      expect(shown).toEqual(shown.toSorted((a, b) => a - b));
    }),
  );
});
