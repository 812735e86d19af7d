import MiniSearch from 'minisearch';
import { METRICS } from '../metrics/catalogue.ts';
import type { Submission } from '../registry/submission.ts';
import { TRACKS } from '../suite/tracks/catalogue.ts';
import { metricPath, submissionPath, trackPath } from './links.ts';
import { INDEX_OPTIONS, type SearchDocument } from './search-options.ts';

/** A note as the content collections hold it. */
export interface Note {
  readonly id: string;
  readonly title?: string;
  readonly summary: string;
  readonly body: string;
}

/** Words of MDX: components, imports, formulas, addresses and marks are left out. */
export function plainText(mdx: string): string {
  return mdx
    .replaceAll(/^import .*$/gm, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\]\([^)]*\)/g, ' ')
    .replaceAll(/[`*_#[\]{}|\\$]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Summary that a hit shows; a submission's is as long as its author likes. */
const SUMMARY_LENGTH = 120;

function shorten(text: string): string {
  return text.length <= SUMMARY_LENGTH ? text : `${text.slice(0, SUMMARY_LENGTH).replace(/\s+\S*$/, '')} …`;
}

interface Notes {
  readonly metrics: readonly Note[];
  readonly tracks: readonly Note[];
  readonly docs: readonly Note[];
}

/** Tools, and pages over all tracks: the words by which readers look for them. */
const PAGES: readonly Omit<SearchDocument, 'kind' | 'text'>[] = [
  {
    id: 'advisor/',
    title: 'Which metric can I trust?',
    summary: 'Say your setting, and see which metrics hold there.',
    names: 'advisor recommend choose metric setting reliable misleading',
  },
  {
    id: 'atlas/',
    title: 'Validity atlas',
    summary: 'Every metric on every kind of data and codes, with the evidence.',
    names: 'atlas verdicts calibrated lenient confounded false positive negative stress test',
  },
  {
    id: 'lab/',
    title: 'Lab',
    summary: 'Draw factors and codes, move the sliders, watch the scores.',
    names: 'lab simulate sliders playground demo',
  },
  {
    id: 'measure/',
    title: 'Measure your own arrays',
    summary: 'Drop factors and codes, and get every metric without uploading anything.',
    names: 'measure compute score numpy npy arrays upload own data',
  },
  {
    id: 'overall/',
    title: 'All tracks at once',
    summary: 'Every method on every track, and who is separated from whom.',
    names: 'overall matrix best methods ranking',
  },
  {
    id: 'compare/',
    title: 'Compare results',
    summary: 'Up to four results metric by metric and instance by instance.',
    names: 'compare comparison side by side difference',
  },
  {
    id: 'changes/',
    title: 'Changes',
    summary: 'The newest records, and what changed in the engine and on this site.',
    names: 'changes changelog news releases history',
  },
];

/** Everything that can be found: metrics, tracks, methods in their newest version, documentation, tools. */
export function collectDocuments(notes: Notes, submissions: readonly Submission[]): SearchDocument[] {
  const noteOf = (list: readonly Note[], id: string) => list.find((note) => note.id === id);
  const newest = new Map(submissions.map((submission) => [submission.slug, submission]));
  return [
    ...PAGES.map((page): SearchDocument => ({ ...page, kind: 'page', text: '' })),
    ...Object.values(METRICS).map(({ key, title, group }): SearchDocument => {
      const note = noteOf(notes.metrics, key);
      const summary = shorten(note?.summary ?? '');
      return { id: metricPath(key), kind: 'metric', title, summary, names: `${key} ${group}`, text: plainText(note?.body ?? '') };
    }),
    ...TRACKS.map(({ id, title, theorem, given, equivalenceClass }): SearchDocument => {
      const note = noteOf(notes.tracks, id);
      const summary = shorten(note?.summary ?? theorem.statement);
      const text = `${given} ${theorem.statement} ${theorem.source.title} ${plainText(note?.body ?? '')}`;
      return { id: trackPath(id), kind: 'track', title, summary, names: `${id} ${equivalenceClass}`, text };
    }),
    ...notes.docs.map(({ id, title, summary, body }): SearchDocument => {
      return { id: `docs/${id}/`, kind: 'docs', title: title ?? id, summary: shorten(summary), names: id, text: plainText(body) };
    }),
    ...[...newest.values()].map(({ slug, title, summary, method, authors }): SearchDocument => {
      const names = `${slug} ${method.name} ${authors.join(' ')}`;
      return {
        id: submissionPath(slug),
        kind: 'method',
        title,
        summary: shorten(summary),
        names,
        text: method.paper?.title ?? '',
      };
    }),
  ];
}

/** The index as the page loads it. */
export function createSearchIndex(documents: readonly SearchDocument[]): string {
  const index = new MiniSearch(INDEX_OPTIONS);
  index.addAll(documents);
  return JSON.stringify(index);
}
