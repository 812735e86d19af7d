import { expect, it } from 'vitest';
import { nextTheme } from './theme-switch.ts';

it('goes round the three themes', () => {
  expect(['system', 'light', 'dark'].map(nextTheme)).toEqual(['light', 'dark', 'system']);
});

it('takes anything unknown for the system’s', () => {
  expect(nextTheme(undefined)).toBe('light');
  expect(nextTheme('sepia')).toBe('system');
});
