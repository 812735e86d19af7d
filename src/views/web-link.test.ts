import { expect, it } from 'vitest';
import { isWebLink } from './web-link.ts';

it.each(['https://example.org/paper', 'HTTPS://example.org'])('%s may be a link', (address) => {
  expect(isWebLink(address)).toBe(true);
});

it.each(['http://example.org', 'javascript:alert(1)', 'data:text/html,x', '//example.org', 'https://', ' example', ''])(
  '%j may not',
  (address) => {
    expect(isWebLink(address)).toBe(false);
  },
);
