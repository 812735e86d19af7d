import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { texts } from '../../tests/support/texts.ts';
import { parseXml } from '../../tests/support/xml.ts';
import { drawSocialImage, wrapText } from './social-image.ts';

describe('wrapText', () => {
  it('breaks at spaces, and says where something is left out', () => {
    expect(wrapText('one two three', 7, 3)).toEqual(['one two', 'three']);
    expect(wrapText('one two, three four', 8, 1)).toEqual(['one two …']);
    expect(wrapText('unbreakable', 3, 2)).toEqual(['unbreakable']);
    expect(wrapText('', 3, 2)).toEqual([]);
  });
});

it('holds what it says as text', () => {
  const svg = drawSocialImage({ kicker: 'Metric', title: 'R² < 1 & more', lines: ['a'] });
  expect(svg).toContain('R² &lt; 1 &amp; more');
  expect(svg).toMatch(/width="1200" height="630"/);
});

it('is well formed, whatever it says', () => {
  fc.assert(
    fc.property(texts, texts, (title, line) => {
      const names = new Set(parseXml(drawSocialImage({ kicker: title, title, lines: [line] })).map(({ name }) => name));
      expect([...names].toSorted()).toEqual(['g', 'path', 'rect', 'svg', 'text']);
    }),
  );
});
