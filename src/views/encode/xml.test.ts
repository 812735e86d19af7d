import fc from 'fast-check';
import { expect, test } from 'vitest';
import { texts } from '../../../tests/support/texts.ts';
import { parseXml } from '../../../tests/support/xml.ts';
import { legible } from '../../core/legible.ts';
import { markup } from '../markup.ts';
import { toXml } from './xml.ts';

test('a parser gives back every text, of elements and of attributes', () => {
  fc.assert(
    fc.property(texts, texts, (text, value) => {
      expect(parseXml(toXml(markup('a', { b: value }, markup('c', {}, text), text)))).toEqual([
        { name: 'a', attributes: { b: legible(value) }, text: legible(text).repeat(2) },
        { name: 'c', attributes: {}, text: legible(text) },
      ]);
    }),
    { numRuns: 500 },
  );
});
