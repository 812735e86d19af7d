import { describe, expect, it } from 'vitest';
import { matchesLockfile } from './installed.mjs';

const WANTED = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/other-platform': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  },
};
const a = WANTED.packages['node_modules/a'];

describe('what is installed', () => {
  it('is right without the builds for other platforms', () => {
    expect(matchesLockfile(WANTED, { packages: { 'node_modules/a': a } })).toBe(true);
  });

  it.each([
    ['nothing', {}],
    ['another version', { 'node_modules/a': { ...a, version: '1.0.1' } }],
    ['other content', { 'node_modules/a': { ...a, integrity: 'sha512-x' } }],
    ['a left-over', { 'node_modules/a': a, 'node_modules/old': { version: '1.0.0' } }],
    ['an optional package of another version', { 'node_modules/a': a, 'node_modules/other-platform': { version: '0.9.0' } }],
  ])('is wrong with %s', (_, packages) => {
    expect(matchesLockfile(WANTED, { packages })).toBe(false);
  });
});
