import { join } from 'node:path';
import type { ScoreSource } from '../../evaluation/cell-looks.ts';
import type { StressJob } from '../../evaluation/stress-job.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';
import { groupMetrics } from './metric-files.ts';
import { StressRounds, type StressWatch } from './stress-rounds.ts';
import { writeFileAtomically } from './write-file.ts';

/** A kind of document of which each metric has one of its own, made from scores of jobs and nothing else. */
export interface MetricDocumentKind<Document> {
  /** Within the project. */
  path(metric: MetricKey): string;
  /** Jobs that are missing, as far as is known yet: later ones may depend on earlier scores. */
  missing(metrics: readonly MetricKey[], scoresOf: ScoreSource): readonly StressJob[];
  assemble(metric: MetricKey, scoresOf: ScoreSource): Document;
  format(document: Document): string;
}

/** A document with the place where it was written. */
interface WrittenDocument<Document> {
  readonly path: string;
  readonly document: Document;
}

/**
 * Computes the documents of some metrics, as far as the cache does not hold their scores, and writes each as soon as it is known.
 *
 * @param root the project's folder
 * @param fresh ignore what was kept from earlier runs
 */
export async function writeMetricDocuments<Document>(
  root: string,
  kind: MetricDocumentKind<Document>,
  metrics: readonly MetricKey[],
  { workers, fresh }: { readonly workers?: number | undefined; readonly fresh: boolean },
  watch: StressWatch,
): Promise<WrittenDocument<Document>[]> {
  const rounds = new StressRounds(fresh ? null : root, workers, watch);
  await rounds.announce(kind.missing(metrics, rounds.scoresOf));
  const written: WrittenDocument<Document>[] = [];
  for (const keys of groupMetrics(metrics)) {
    await rounds.compute((scoresOf) => kind.missing(keys, scoresOf));
    for (const metric of keys) {
      const document = kind.assemble(metric, rounds.scoresOf);
      const path = join(root, kind.path(metric));
      await writeFileAtomically(path, kind.format(document));
      written.push({ path, document });
    }
  }
  return written;
}
