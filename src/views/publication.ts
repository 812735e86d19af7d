import { permalinkDigest } from '../registry/digest.ts';
import type { Entry } from './entry.ts';

/** A record of the registry with the time of its publication. */
export interface Published {
  readonly entry: Entry;
  /** ISO 8601; null where nothing tells it. */
  readonly time: string | null;
}

/** What is known of times. */
export interface PublicationTimes {
  /** When a record's file came to the registry, by the permalink's digits. */
  readonly added: ReadonlyMap<string, string>;
  /** Day of a commit: what seeded the draws is not long before. */
  readonly commits: ReadonlyMap<string, string>;
}

function timeOf({ record }: Entry, { added, commits }: PublicationTimes): string | null {
  const day = commits.get(record.measured.draw.commit);
  return added.get(permalinkDigest(record.result_digest)) ?? (day === undefined ? null : `${day}T00:00:00.000Z`);
}

/**
 * The records of the registry, oldest first, local previews left out: a new one comes last, so that of a listing in pages all but the
 * last stay as they are. Those without a time come first; equal times are ordered by digest.
 */
export function orderByPublication(entries: readonly Entry[], times: PublicationTimes): Published[] {
  const key = ({ entry, time }: Published) => `${time ?? ''} ${entry.record.result_digest}`;
  return entries
    .filter(({ preview }) => !preview)
    .map((entry) => ({ entry, time: timeOf(entry, times) }))
    .map((published) => [key(published), published] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, published]) => published);
}

/** Elements in runs of at most `size`, at least one run. */
export function paginate<T>(elements: readonly T[], size: number): T[][] {
  const count = Math.max(1, Math.ceil(elements.length / size));
  return Array.from({ length: count }, (_, page) => elements.slice(page * size, (page + 1) * size));
}
