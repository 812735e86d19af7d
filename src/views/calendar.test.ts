import { expect, it } from 'vitest';
import { formatDay } from './calendar.ts';

it('writes days in words', () => {
  expect(formatDay('2026-11-06')).toBe('6 November 2026');
  expect(formatDay('2027-01-31T23:59:59.000Z')).toBe('31 January 2027');
});
