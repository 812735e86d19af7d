import { expect, it } from 'vitest';
import { createAtlasCell } from '../../tests/views/atlas-fixture.ts';
import { findHeadline } from './headline.ts';

const high = createAtlasCell();
const low = createAtlasCell({ metric: 'mcc_pearson', part: 'coverage', mean: 0.7, lower: 0.65, upper: 0.75 });

it('finds the two metrics that contradict one another on the same codes', () => {
  expect(findHeadline([createAtlasCell({ geometry: 'E1' }), low, high])).toEqual({ high, low });
});

it('claims nothing where a cell is missing or refused, or the intervals overlap', () => {
  expect(findHeadline([])).toBeNull();
  expect(findHeadline([high])).toBeNull();
  expect(findHeadline([high, { ...low, upper: null }])).toBeNull();
  expect(findHeadline([high, { ...low, upper: 1 }])).toBeNull();
});
