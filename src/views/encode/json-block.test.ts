import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { expect, test } from 'vitest';
import { texts } from '../../../tests/support/texts.ts';
import { jsonBlock } from './json-block.ts';

test('the block of a page gives back every text, lone surrogates included', () => {
  fc.assert(
    fc.property(texts, texts, (name, text) => {
      const data = { '@type': 'Dataset', name, list: [text] };
      const { childNodes } = parseFragment(`<script type="application/ld+json">${jsonBlock(data)}</script><i></i>`);
      expect(childNodes.map(({ nodeName }) => nodeName)).toEqual(['script', 'i']);
      const [script] = childNodes as unknown as { childNodes: { value: string }[] }[];
      expect(JSON.parse(script!.childNodes[0]!.value)).toEqual(data);
    }),
    { numRuns: 500 },
  );
});
