import type { BoardPolicy } from '../../boards/board-policy.ts';
import type { RecordedKey } from '../../evaluation/recorded-key.ts';
import { RUNTIME } from '../../evaluation/session.ts';
import type { Addendum } from '../../registry/addendum.ts';
import { permalinkDigest } from '../../registry/digest.ts';
import type { ResultRecord } from '../../registry/record.ts';
import { summariseMetrics } from '../result-table.ts';
import { metricWords } from '../track-words.ts';
import type { Headline } from './proof.ts';

/** What the page hands to its script: names, digests and the number that it shows first. */
export interface RerunFacts {
  readonly permalink: string;
  readonly resultDigest: string;
  readonly suite: { readonly version: string; readonly digest: string };
  /** Without a digest where the author supplied codes, which need no runtime. */
  readonly runtime: { readonly name: string; readonly version: string; readonly sha256: string | null };
  readonly runtimeBytes: number;
  /** SHA-256 of models that are not stored on this site. */
  readonly elsewhere: readonly string[];
  /** Digests of what was added to the record. */
  readonly addenda: readonly string[];
  /** What is compared, in the order of the table's columns. */
  readonly metrics: readonly { readonly key: string; readonly title: string }[];
  readonly headline: Headline | null;
}

function countInstances(models: readonly { readonly instance: number }[]): number {
  return new Set(models.map(({ instance }) => instance)).size;
}

/** The headline with the numbers of models that it is the mean of; null where the page recomputes another metric only. */
function headlineOf({ measured }: ResultRecord, { primary, browserPanel }: BoardPolicy): Headline | null {
  const { metric, part } = primary;
  if (!browserPanel.includes(metric)) return null;
  const [summary] = summariseMetrics(measured, [{ key: metric, title: '', part }]);
  const { main, twin } = measured.models;
  if (summary === undefined || summary.main.mean === null) return null;
  const twinMean = summary.twin?.mean ?? null;
  return {
    metric,
    part,
    main: summary.main.mean,
    instances: countInstances(main),
    models: main.length,
    twin: twinMean === null ? null : { mean: twinMean, instances: countInstances(twin), models: twin.length },
  };
}

/** Metrics that a browser recomputes: those of its panel that the record has. */
export function rerunKeys({ models }: ResultRecord['measured'], { browserPanel }: BoardPolicy): readonly RecordedKey[] {
  const recorded = models.main[0]?.metrics ?? {};
  return browserPanel.filter((key) => key in recorded);
}

/** @param runtime the WebAssembly file that a rerun loads */
export function rerunFacts(
  record: ResultRecord,
  board: BoardPolicy,
  runtime: { readonly sha256: string; readonly bytes: number },
  elsewhere: readonly string[],
  addenda: readonly Addendum[] = [],
): RerunFacts {
  const { measured, result_digest } = record;
  return {
    permalink: permalinkDigest(result_digest),
    resultDigest: result_digest,
    suite: measured.suite,
    runtime: { name: RUNTIME.name, version: RUNTIME.version, sha256: measured.status === 'verified' ? runtime.sha256 : null },
    runtimeBytes: runtime.bytes,
    elsewhere,
    addenda: addenda.map(({ addendum_digest }) => addendum_digest),
    metrics: rerunKeys(measured, board).map((key) => ({ key, title: metricWords(key).title })),
    headline: headlineOf(record, board),
  };
}
