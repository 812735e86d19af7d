import { describe, expect, it } from 'vitest';
import {
  ABSENT,
  formatBytes,
  formatChange,
  formatCount,
  formatDuration,
  formatInterval,
  formatList,
  formatPercent,
  formatQuantity,
  formatScore,
  formatSmall,
} from './format.ts';

describe('formatScore', () => {
  it('prints a fixed number of decimals', () => {
    expect(formatScore(0.5)).toBe('0.500');
    expect(formatScore(1, 2)).toBe('1.00');
  });

  it('never prints a negative zero and uses a real minus sign', () => {
    expect(formatScore(-0.0001)).toBe('0.000');
    expect(formatScore(-0.25)).toBe('−0.250');
  });

  it('prints a dash where there is no number', () => {
    for (const absent of [null, undefined, Number.NaN]) expect(formatScore(absent)).toBe(ABSENT);
  });
});

it('prints a difference with its sign, and none where it rounds to 0', () => {
  expect([0.0123, -0.0123, 0.0001, -0.0001, 0].map(formatChange)).toEqual(['+0.012', '−0.012', '0.000', '0.000', '0.000']);
});

it('prints a share as a whole percentage', () => {
  expect([0.634, 1, -0.05].map(formatPercent)).toEqual(['63%', '100%', '−5%']);
});

describe('formatInterval', () => {
  it('prints both ends, or a dash where one is missing', () => {
    expect(formatInterval(0.1, 0.2)).toBe('0.100 to 0.200');
    expect(formatInterval(1, 1)).toBe('1.000 to 1.000');
    expect(formatInterval(null, 0.1)).toBe(ABSENT);
  });
});

describe('formatSmall', () => {
  it('switches to powers of ten below a thousandth', () => {
    expect(formatSmall(0)).toBe('0');
    expect(formatSmall(0.0123)).toBe('0.012');
    expect(formatSmall(-2.5e-7)).toBe('−2.5 × 10⁻⁷');
    expect(formatSmall(1.2e-10)).toBe('1.2 × 10⁻¹⁰');
  });
});

describe('counts and lists', () => {
  it('groups thousands', () => {
    expect(formatCount(20_000)).toBe('20\u202f000');
    expect(formatCount(999)).toBe('999');
  });

  it('chooses the plural', () => {
    expect(formatQuantity(1, 'instance')).toBe('1 instance');
    expect(formatQuantity(12, 'instance')).toBe('12 instances');
    expect(formatQuantity(2, 'entry', 'entries')).toBe('2 entries');
  });

  it('joins lists in words', () => {
    expect(formatList([])).toBe('');
    expect(formatList(['a'])).toBe('a');
    expect(formatList(['a', 'b', 'c'])).toBe('a, b and c');
  });

  it('prints bytes', () => {
    expect(formatBytes(14_200_000)).toBe('14.2 MB');
    expect(formatBytes(950)).toBe('0.9 kB');
  });
});

it('prints milliseconds, and seconds where there are many', () => {
  expect([0.4, 83.6, 1234, 23_492].map(formatDuration)).toEqual(['0 ms', '84 ms', '1\u202f234 ms', '23 s']);
});
