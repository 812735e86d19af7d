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

/** Everything that can be found: metrics, tracks, methods in their newest version, documentation. */
export function collectDocuments(notes: Notes, submissions: readonly Submission[]): SearchDocument[] {
  const noteOf = (list: readonly Note[], id: string) => list.find((note) => note.id === id);
  const newest = new Map(submissions.map((submission) => [submission.slug, submission]));
  return [
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
