import type { Track } from '../suite/tracks/track.ts';
import type { Entry } from './entry.ts';
import { permalinkDigest } from '../registry/digest.ts';

/** What a citation says of a result. */
export interface Citation {
  readonly key: string;
  readonly title: string;
  readonly authors: readonly string[];
  /** Of the commit that seeded the draws, ISO 8601; null where it is not known. */
  readonly date: string | null;
  readonly url: string;
  readonly note: string;
}

/** @param url permalink with scheme and host @param date of the seeding commit */
export function citeResult(entry: Entry, track: Track, url: string, date: string | null): Citation {
  const { measured, result_digest } = entry.record;
  const { slug, version } = measured.submission;
  return {
    key: `custodes_${permalinkDigest(result_digest)}`,
    title: `${entry.submission.title} on ${track.title}: result in the Custodes registry`,
    authors: entry.submission.authors,
    date,
    url,
    note: `Submission ${slug} ${version}, suite ${measured.suite.version}, result digest ${result_digest}`,
  };
}

const BIBTEX_SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
};

/** Text in which no character is a command of LaTeX. */
export function escapeBibtex(text: string): string {
  return text.replaceAll(/[\\{}$&#%_^~]/g, (character) => BIBTEX_SPECIAL[character]!);
}

/** A BibTeX entry. Each author and the title stand in braces, so that styles neither reorder nor lower-case them. */
export function toBibtex({ key, title, authors, date, url, note }: Citation): string {
  const fields = [
    ['author', authors.map((author) => `{${escapeBibtex(author)}}`).join(' and ')],
    ['title', `{${escapeBibtex(title)}}`],
    ['year', date?.slice(0, 4) ?? ''],
    ['howpublished', '{Custodes registry}'],
    ['url', url],
    ['note', escapeBibtex(note)],
  ].filter(([, value]) => value !== '');
  return `@misc{${key},\n${fields.map(([name, value]) => `  ${name} = {${value}},`).join('\n')}\n}\n`;
}

/** A CSL-JSON item (Citation Style Language 1.0). Names are literal: an author's string is not taken apart. */
export function toCslJson({ key, title, authors, date, url, note }: Citation): string {
  const item = {
    id: key,
    type: 'dataset',
    title,
    author: authors.map((literal) => ({ literal })),
    ...(date !== null && { issued: { 'date-parts': [date.split('-').map(Number)] } }),
    publisher: 'Custodes',
    URL: url,
    note,
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}
