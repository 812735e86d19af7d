import { expect, it } from 'vitest';
import { compareCells } from './compare-cells.ts';

const sort = (values: (string | null)[], kind: 'number' | 'text', direction: 'ascending' | 'descending') =>
  values.toSorted((a, b) => compareCells(a, b, kind, direction));

it('sorts numbers by value, not by letters', () => {
  expect(sort(['10', '9', '0.5'], 'number', 'ascending')).toEqual(['0.5', '9', '10']);
  expect(sort(['10', '9', '0.5'], 'number', 'descending')).toEqual(['10', '9', '0.5']);
});

it('sorts text by code units', () => {
  expect(sort(['b', 'a'], 'text', 'ascending')).toEqual(['a', 'b']);
});

it('puts cells without a value last in both directions', () => {
  expect(sort([null, '1', '2'], 'number', 'ascending')).toEqual(['1', '2', null]);
  expect(sort([null, '1', '2'], 'number', 'descending')).toEqual(['2', '1', null]);
});
