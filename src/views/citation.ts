import type { ScoreSummary } from '../evaluation/score-summary.ts';
import type { Track } from '../suite/tracks/track.ts';
import type { Entry } from './entry.ts';
import { bibtexAddress, bibtexEntry, bibtexLiteral } from './encode/bibtex.ts';
import { latexComment, latexRow, latexText } from './encode/latex.ts';
import { risRecord } from './encode/ris.ts';
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

/** A BibTeX entry. Each author and the title stand in braces, so that styles neither reorder nor lower-case them. */
export function toBibtex({ key, title, authors, date, url, note }: Citation): string {
  return bibtexEntry('misc', key, [
    ['author', authors.map(bibtexLiteral).join(' and ')],
    ['title', bibtexLiteral(title)],
    ['year', date?.slice(0, 4) ?? ''],
    ['howpublished', bibtexLiteral('Custodes registry')],
    ['url', bibtexAddress(url)],
    ['note', latexText(note)],
  ]);
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

/** A RIS entry. */
export function toRis({ key, title, authors, date, url, note }: Citation): string {
  const dates: [string, string][] =
    date === null
      ? []
      : [
          ['PY', date.slice(0, 4)],
          ['DA', date.replaceAll('-', '/')],
        ];
  return risRecord('DATA', [
    ['ID', key],
    ...authors.map((author) => ['AU', author] as const),
    ['TI', title],
    ...dates,
    ['PB', 'Custodes'],
    ['UR', url],
    ['N1', note],
  ]);
}

/** Numbers of a row in a paper's table. */
export interface LatexFigures {
  readonly method: string;
  readonly mean: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Over the twin's instances; null where no twin was submitted. */
  readonly twin: ScoreSummary | null;
  readonly floor: number | null;
  readonly ceiling: number | null;
}

/** A row for a LaTeX table, with its columns named in a comment above, and the permalink in one below. */
export function toLatexRow({ method, mean, lower, upper, twin, floor, ceiling }: LatexFigures, url: string): string {
  const number = (value: number | null) => (value === null ? '--' : `$${formatScore(value).replace('−', '-')}$`);
  const interval = (low: number | null, high: number | null) =>
    low === null || high === null ? '--' : `$[${formatScore(low)}, ${formatScore(high)}]$`.replaceAll('−', '-');
  // Three instances say little, so the mean never stands without them.
  const ofTwin = twin === null ? '--' : `${number(twin.mean)} ($n = ${twin.count}$, ${interval(twin.lower, twin.upper)})`;
  const cells = [latexText(method), number(mean), interval(lower, upper), ofTwin, number(floor), number(ceiling)];
  const head = latexComment('method & score & 95\\% interval & must-fail twin (instances, 95\\% interval) & floor & ceiling');
  return `${head}\n${latexRow(cells)}\n${latexComment(url)}\n`;
}
