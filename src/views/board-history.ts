import { requireBoard } from '../boards/catalogue.ts';
import { collectInstanceScores } from '../evaluation/instance-scores.ts';
import { summariseScores, type ScoreSummary } from '../evaluation/score-summary.ts';
import type { Track } from '../suite/tracks/track.ts';
import { compareVersions, type Entry } from './entry.ts';

/** A method's primary score under one suite version. */
export interface HistoryCell extends ScoreSummary {
  readonly resultDigest: string;
  /** Version of the submission. */
  readonly version: string;
}

/** What each method scored on a track under each suite version. */
export interface BoardHistory {
  /** Oldest first. */
  readonly suites: readonly string[];
  readonly rows: readonly {
    readonly slug: string;
    readonly title: string;
    /** One a suite; null where the method has no record under it. */
    readonly cells: readonly (HistoryCell | null)[];
    /** Last score minus the first; null with fewer than two. */
    readonly change: number | null;
  }[];
}

/** Of the records of one submission under one suite the one that counts: the newest version, a record before a preview of it. */
function newest(entries: readonly Entry[]): Entry | undefined {
  return entries
    .toSorted(
      (a, b) =>
        compareVersions(b.record.measured.submission.version, a.record.measured.submission.version) ||
        Number(a.preview) - Number(b.preview),
    )
    .at(0);
}

function cellOf({ record }: Entry, track: Track): HistoryCell {
  const { metric, part } = requireBoard(track.id).primary;
  const { scores } = collectInstanceScores(record.measured.models.main, metric, part);
  const points = [...scores].toSorted(([a], [b]) => a - b).map(([, score]) => score);
  return {
    ...summariseScores(points),
    resultDigest: record.result_digest,
    version: record.measured.submission.version,
  };
}

/** Arranges all records of a track, superseded ones included, by method and suite; best last score first. */
export function arrangeHistory(track: Track, entries: readonly Entry[]): BoardHistory {
  const own = entries.filter(({ record }) => record.measured.track.id === track.id);
  const suites = [...new Set(own.map(({ record }) => record.measured.suite.version))].toSorted(compareVersions);
  const rows = [...Map.groupBy(own, ({ submission }) => submission.slug)].map(([slug, records]) => {
    const found = suites.map((suite) => newest(records.filter(({ record }) => record.measured.suite.version === suite)));
    const cells = found.map((entry) => (entry === undefined ? null : cellOf(entry, track)));
    const means = cells.flatMap((cell) => cell?.mean ?? []);
    return {
      slug,
      title: found.findLast((entry) => entry !== undefined)!.submission.title,
      cells,
      change: means.length < 2 ? null : means.at(-1)! - means[0]!,
    };
  });
  const last = ({ cells }: (typeof rows)[number]) => cells.flatMap((cell) => cell?.mean ?? []).at(-1) ?? -Infinity;
  return { suites, rows: rows.toSorted((a, b) => last(b) - last(a) || (a.slug < b.slug ? -1 : 1)) };
}
