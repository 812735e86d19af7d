import { expect, it } from 'vitest';
import { isRecent } from './node-version.mjs';

it.each([
  ['v24.21.0', true],
  ['v22.18.0', true],
  ['v23.0.0', true],
  ['v22.17.1', false],
  ['v20.20.2', false],
])('Node %s runs TypeScript by itself: %s', (version, recent) => expect(isRecent(version)).toBe(recent));
