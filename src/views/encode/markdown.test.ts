import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { texts } from '../../../tests/support/texts.ts';
import { legible, legibleLine } from '../../core/legible.ts';
import { codeBlock, codeCell, codeSpan, markdownBadge, markdownLink } from './markdown.ts';

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly alt?: string;
  readonly children?: readonly Node[];
}

/** As GitHub reads comments. */
const parse = (text: string): readonly Node[] =>
  (fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node).children!;

const textOf = ({ value = '', children = [] }: Node): string => value + children.map(textOf).join('');

test('a block of code holds every text, and nothing after it is drawn in', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const nodes = parse(`a\n\n${codeBlock(text)}\n\nz`);
      expect(nodes.map(({ type }) => type)).toEqual(['paragraph', 'code', 'paragraph']);
      expect(nodes[1]!.value).toBe(legible(text).replaceAll(/\r\n?/g, '\n'));
    }),
    { numRuns: 500 },
  );
});

test('code within a line, and within a table, holds every text', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const shown = legibleLine(text);
      const [paragraph] = parse(`a ${codeSpan(text)} z`);
      expect(paragraph!.children!.map(({ type }) => type)).toEqual(['text', 'inlineCode', 'text']);
      expect(paragraph!.children![1]!.value!.trim()).toBe(shown.trim());
      const [table, ...others] = parse(`| a | b |\n|---|---|\n| ${codeCell(text)} | z |`);
      expect(others).toEqual([]);
      const [, row] = table!.children!;
      expect(row!.children!.map((cell) => textOf(cell).trim())).toEqual([shown.trim(), 'z']);
      expect(row!.children![0]!.children!.map(({ type }) => type)).toEqual(['inlineCode']);
    }),
    { numRuns: 500 },
  );
});

test('a link and a badge show every text and lead where they should', () => {
  fc.assert(
    fc.property(texts, texts, (words, path) => {
      const address = `https://example.org/${path}`;
      const [paragraph] = parse(`a ${markdownLink(`T${words}`, address)} z`);
      const [, link, rest] = paragraph!.children!;
      expect(paragraph!.children).toHaveLength(3);
      expect(rest!.value).toBe(' z');
      expect([link!.type, textOf(link!)]).toEqual(['link', legibleLine(`T${words}`)]);
      expect(new URL(link!.url!).origin).toBe('https://example.org');
      const [badge] = parse(markdownBadge(`T${words}`, address, address))[0]!.children!;
      expect(badge!.type).toBe('link');
      expect(badge!.children!.map(({ type, alt }) => [type, alt])).toEqual([['image', legibleLine(`T${words}`)]]);
    }),
    { numRuns: 500 },
  );
});
