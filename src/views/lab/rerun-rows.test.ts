import { describe, expect, it } from 'vitest';
import { concludeRerun } from './rerun-rows.ts';

const SAME = { identical: true };
const OTHER = { identical: false };
const digest = (stored: string, recomputed: string) => ({ metric: 'r2', stored, recomputed }) as const;

describe('concludeRerun', () => {
  it('claims the bits of what was recomputed, and names the digest of a single metric', () => {
    expect(concludeRerun([SAME], [digest('ab', 'ab')])).toEqual({
      state: 'identical',
      text: 'Identical: the one row agrees with the atlas in every stored digit, and so do all bits of the first draw’s scores: digest ab.',
    });
    expect(concludeRerun([SAME, SAME], [digest('ab', 'ab'), digest('cd', 'cd')]).text).toContain('all 2 rows');
    expect(concludeRerun([SAME, SAME], [digest('ab', 'ab'), digest('cd', 'cd')]).text).toContain('2 digests');
  });

  it('sees a row or a digest that differs', () => {
    expect(concludeRerun([SAME, OTHER], [digest('ab', 'ab')])).toEqual({
      state: 'different',
      text: 'Different: 1 of 2 rows do not agree with the atlas.',
    });
    expect(concludeRerun([SAME], [digest('ab', 'cd')])).toEqual({
      state: 'different',
      text: 'Different: of R² with intercept the atlas has the digest ab, these scores have cd.',
    });
  });
});
