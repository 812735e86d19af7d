import { escapeHTML } from 'astro/runtime/server/index.js';
import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { expect, test } from 'vitest';
import { texts } from '../../../tests/support/texts.ts';
import { legible } from '../../core/legible.ts';
import { htmlText } from './html.ts';

/** What a browser takes a string for, as one text. */
function textOf(html: string): string {
  const { childNodes } = parseFragment(`<p>${html}</p>`);
  expect(childNodes).toHaveLength(1);
  const inner = (childNodes[0] as unknown as { childNodes: { nodeName: string; value: string }[] }).childNodes;
  for (const { nodeName } of inner) expect(nodeName).toBe('#text');
  return inner.map(({ value }) => value).join('');
}

test('a parser gives back every text', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(textOf(htmlText(text))).toBe(legible(text));
    }),
    { numRuns: 500 },
  );
});

test('what pages are rendered with gives back every text that is legible', () => {
  fc.assert(
    fc.property(texts, (text) => {
      // A parser of HTML reads one kind of line break only.
      const lines = legible(text).replaceAll(/\r\n?/g, '\n');
      expect(textOf(escapeHTML(lines))).toBe(lines);
    }),
    { numRuns: 500 },
  );
});
