import type { Track } from '../suite/tracks/track.ts';
import type { Entry } from './entry.ts';
import { formatScore } from './format.ts';
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

/** A RIS entry. Line breaks would begin another field. */
export function toRis({ key, title, authors, date, url, note }: Citation): string {
  const line = (text: string) => text.replaceAll(/\s+/g, ' ');
  const fields = [
    ['TY', 'DATA'],
    ['ID', key],
    ...authors.map((author) => ['AU', line(author)]),
    ['TI', line(title)],
    ...(date === null
      ? []
      : [
          ['PY', date.slice(0, 4)],
          ['DA', date.replaceAll('-', '/')],
        ]),
    ['PB', 'Custodes'],
    ['UR', url],
    ['N1', line(note)],
    ['ER', ''],
  ];
  return fields.map(([name, value]) => `${name}  - ${value}\n`).join('');
}

/** Numbers of a row in a paper's table. */
export interface LatexFigures {
  readonly method: string;
  readonly mean: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly twin: number | null;
  readonly floor: number | null;
  readonly ceiling: number | null;
}

/** A row for a LaTeX table, with its columns named in a comment above, and the permalink in one below. */
export function toLatexRow({ method, mean, lower, upper, twin, floor, ceiling }: LatexFigures, url: string): string {
  const number = (value: number | null) => (value === null ? '--' : `$${formatScore(value).replace('−', '-')}$`);
  const interval =
    lower === null || upper === null ? '--' : `$[${formatScore(lower)}, ${formatScore(upper)}]$`.replaceAll('−', '-');
  const cells = [escapeBibtex(method), number(mean), interval, number(twin), number(floor), number(ceiling)];
  return `% method & score & 95\\% interval & must-fail twin & floor & ceiling\n${cells.join(' & ')} \\\\\n% ${url}\n`;
}
