import fc from 'fast-check';
import { expect, test } from 'vitest';
import { texts } from '../../../tests/support/texts.ts';
import { parseXml } from '../../../tests/support/xml.ts';
import { legibleLine } from '../../core/legible.ts';
import { badgeSvg } from './badge-svg.ts';

test('the picture is well formed and shows every text', () => {
  fc.assert(
    fc.property(texts, texts, (label, message) => {
      const named = { schemaVersion: 1, label: `L${label}`, message: `M${message}`, color: '#0a6257' } as const;
      const shown = parseXml(badgeSvg(named)).map(({ text }) => text);
      for (const text of [named.label, named.message]) expect(shown).toContain(legibleLine(text));
    }),
  );
});
