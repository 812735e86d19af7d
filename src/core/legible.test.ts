import fc from 'fast-check';
import { expect, test } from 'vitest';
import { texts } from '../../tests/support/texts.ts';
import { legible, legibleLine } from './legible.ts';

test.each([
  ['a\0b', 'a\ufffdb'],
  ['\ud800x\udc00', '\ufffdx\ufffd'],
  ['\ufffe\uffff\u{10ffff}', '\ufffd\ufffd\ufffd'],
  ['\u202eevil', '\ufffdevil'],
  ['tab\tand\r\nlines', 'tab\tand\r\nlines'],
  ['👩‍🔬 e\u0301 שלום', '👩‍🔬 e\u0301 שלום'],
])('%j becomes %j', (text, expected) => {
  expect(legible(text)).toBe(expected);
});

test('a line has no break and no space but single ones between words', () => {
  expect(legibleLine(' a \n\t b\u2028c\u3000')).toBe('a b c');
  expect(legibleLine('a\u00a0b')).toBe('a\u00a0b');
  fc.assert(
    fc.property(texts, (text) => {
      expect(legibleLine(text)).not.toMatch(/^\s|\s$| {2}|[\t\n\r\u2028\u2029]/);
    }),
  );
});

test('what is legible is well formed, survives UTF-8, and stays as it is', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const once = legible(text);
      expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(once))).toBe(once);
      expect(legible(once)).toBe(once);
      expect(legibleLine(legibleLine(text))).toBe(legibleLine(text));
    }),
  );
});
