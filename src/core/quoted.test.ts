import fc from 'fast-check';
import { expect, test } from 'vitest';
import { texts } from '../../tests/support/texts.ts';
import { oddCharacter, quoted, shown } from './quoted.ts';

test.each([
  ['código', '"código"'],
  ['因子', '"因子"'],
  ['e\u0301 שלום', '"e\u0301 שלום"'],
  ['−1.28', '"−1.28"'],
  ['\u202eevil\u001b[2J\n\u200f', '"?evil?[2J??"'],
  ['\u{1d400}'.repeat(41), `"${'\u{1d400}'.repeat(40)}..."`],
])('%j is quoted as %s', (text, expected) => {
  expect(quoted(text)).toBe(expected);
});

test('what is shown has no control, format character, line break or half a character, and is short', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(shown(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      expect([...shown(text)].length).toBeLessThanOrEqual(43);
    }),
  );
});

test('the first character beyond ASCII is named', () => {
  expect(oddCharacter('−1.28')).toBe('U+2212');
  expect(oddCharacter('1\u{1d7d8}')).toBe('U+1D7D8');
  expect(oddCharacter('\u001b[2J')).toBe('U+001B');
  expect(oddCharacter('(1+2j)')).toBeUndefined();
});
