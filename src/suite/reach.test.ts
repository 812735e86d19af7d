import { expect, it } from 'vitest';
import { REACHES, within } from './reach.ts';

it('a larger choice of cells holds what a smaller one holds', () => {
  const entries = REACHES.map((reach) => ({ reach }));
  expect(REACHES.map((choice) => within(choice, entries).length)).toEqual([1, 2, 3]);
  expect(within('core', entries)).toEqual([{ reach: 'core' }]);
});
