import { parse, type Entry } from '@retorquere/bibtex-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runBibtex } from '../../../tests/views/tex.ts';
import { texts } from '../../../tests/support/texts.ts';
import { legibleLine } from '../../core/legible.ts';
import { bibtexAddress, bibtexEntry, bibtexLiteral } from './bibtex.ts';
import { latexText } from './latex.ts';

/** The next entry of a reader's bibliography, which nothing may reach. */
const NEXT = bibtexEntry('misc', 'next', [['title', bibtexLiteral('Next entry')]]);

/** An entry whose every field is a stranger's. */
function entryOf(title: string, author: string, note: string): string {
  return bibtexEntry('misc', 'first', [
    ['author', [author, 'B'].map(bibtexLiteral).join(' and ')],
    ['title', bibtexLiteral(title)],
    ['year', '2026'],
    ['url', bibtexAddress(`https://example.org/${note}`)],
    ['note', latexText(note)],
  ]);
}

function entriesOf(text: string): Entry[] {
  const { entries, errors } = parse(text, { english: false, sentenceCase: false });
  expect(errors).toEqual([]);
  return entries;
}

/** The parser trims, spaces that must not break too, and reads LaTeX's grave accent as the letter of that name. */
const read = (text: string | undefined): string => (text ?? '').replaceAll('ˋ', '`').trim();
const shown = (text: string): string => read(legibleLine(text));

it('gives back every text, of titles, of authors and of notes, and reaches no other field and no other entry', () => {
  fc.assert(
    fc.property(texts, texts, texts, (title, author, note) => {
      const entries = entriesOf(`${entryOf(`T${title}`, `A${author}`, `N${note}`)}${NEXT}`);
      expect(entries.map(({ key }) => key)).toEqual(['first', 'next']);
      const [{ fields }] = entries as [Entry];
      expect(Object.keys(fields).toSorted()).toEqual(['author', 'note', 'title', 'url', 'year']);
      expect(read(fields.title)).toBe(shown(`T${title}`));
      expect(read(fields.note)).toBe(shown(`N${note}`));
      expect(fields.author!.map(({ name, lastName }) => read(name ?? lastName))).toEqual([shown(`A${author}`), 'B']);
    }),
    { numRuns: 300 },
  );
});

it('balances braces as BibTeX counts them, which knows no backslash', () => {
  fc.assert(
    fc.property(texts, texts, texts, (...fields) => {
      let depth = 0;
      for (const character of entryOf(...fields)) {
        if (character === '{') depth++;
        if (character === '}') depth--;
        if (depth < 0) break;
      }
      expect(depth).toBe(0);
    }),
    { numRuns: 500 },
  );
});

describe('the real BibTeX', () => {
  it('finds these entries and no other, whatever their texts', ({ skip }) => {
    const sample = fc.sample(fc.tuple(texts, texts, texts), { numRuns: 200, seed: 1 });
    const entries = sample.map((fields, i) => entryOf(...fields).replace('{first,', `{k${i},`));
    const result = runBibtex(entries.join(''));
    if (result === null) return skip('bibtex is not installed: apt-get install texlive-binaries');
    expect(result.messages).toEqual([]);
    expect(result.keys.toSorted()).toEqual(entries.map((_, i) => `k${i}`).toSorted());
  });
});
