import { Cite } from '@citation-js/core';
import '@citation-js/plugin-ris';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { texts } from '../../../tests/support/texts.ts';
import { legibleLine } from '../../core/legible.ts';
import { risRecord } from './ris.ts';

test('each field keeps to its line, whatever its text', () => {
  fc.assert(
    fc.property(texts, texts, (title, note) => {
      const lines = risRecord('DATA', [
        ['TI', title],
        ['N1', note],
      ]).split('\n');
      expect(lines).toEqual(['TY  - DATA', `TI  - ${legibleLine(title)}`, `N1  - ${legibleLine(note)}`, 'ER  - ', '']);
      // What other programs take for the end of a line.
      // eslint-disable-next-line no-control-regex
      for (const line of lines) expect(line).not.toMatch(/[\v\f\x1c-\x1e\u0085\u2028\u2029]/);
    }),
    { numRuns: 500 },
  );
});

test('a reader of RIS finds one record, with its title', () => {
  fc.assert(
    fc.property(texts, texts, (title, note) => {
      const named = `T${title}`;
      const record = risRecord('DATA', [
        ['TI', named],
        ['UR', 'https://example.org/'],
        ['N1', `N${note}`],
      ]);
      const { data } = new Cite(record);
      expect(data.map((item) => [item.type, item.title])).toEqual([['dataset', legibleLine(named)]]);
    }),
  );
});
