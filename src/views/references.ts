import type { Reference, References } from './documents/references.ts';
import { bibtexEntry, bibtexLiteral } from './encode/bibtex.ts';
import { latexText } from './encode/latex.ts';
import { formatList } from './format.ts';

export type { Reference, References };

/** The papers with these keys. @throws Error for a key that names none */
export function selectReferences(references: References, keys: readonly string[]): { key: string; reference: Reference }[] {
  return keys.map((key) => {
    const reference = references[key];
    if (!reference) throw new Error(`content/references.json has no “${key}”: add it, or correct the key`);
    return { key, reference };
  });
}

const familyName = (author: string): string => author.split(',')[0]!;

/** “Chen, Li, Grosse and Duvenaud, Isolating Sources …, venue, 2018.”, the title apart. */
export function describeReference({ authors, title, venue, year }: Reference): { before: string; title: string; after: string } {
  return { before: formatList(authors.map(familyName)), title, after: `${venue}, ${year}` };
}

/** A BibTeX entry. The title stands in braces, so that styles do not lower-case it. */
export function referenceToBibtex(key: string, reference: Reference): string {
  const { type, authors, title, venue, year, volume, pages, series } = reference;
  return bibtexEntry(type, key, [
    ['author', authors.map(latexText).join(' and ')],
    ['title', bibtexLiteral(title)],
    [type === 'article' ? 'journal' : 'booktitle', latexText(venue)],
    ['series', latexText(series ?? '')],
    ['volume', latexText(volume ?? '')],
    ['pages', pages ?? ''],
    ['year', String(year)],
  ]);
}
