import { describe, expect, it } from 'vitest';
import { concludeRerun } from './rerun-rows.ts';

const SAME = { identical: true };
const OTHER = { identical: false };

describe('concludeRerun', () => {
  it('claims all bits only where the digest was compared', () => {
    expect(concludeRerun([SAME], null).text).toBe('Identical: the one row agrees with the atlas in every stored digit.');
    const compared = concludeRerun([SAME, SAME], { stored: 'ab', recomputed: 'ab' });
    expect(compared.state).toBe('identical');
    expect(compared.text).toContain('all bits of all scores: digest ab');
  });

  it('sees a row or a digest that differs', () => {
    expect(concludeRerun([SAME, OTHER], null)).toEqual({
      state: 'different',
      text: 'Different: 1 of 2 rows do not agree with the atlas.',
    });
    expect(concludeRerun([SAME], { stored: 'ab', recomputed: 'cd' }).state).toBe('different');
  });
});
