import type { AtlasPlan } from '../../evaluation/atlas-plan.ts';
import { assembleMetricAtlas, formatMetricAtlas, missingInAtlas, type MetricAtlas } from '../../evaluation/metric-atlas.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';
import { metricAtlas } from '../../evaluation/documents/atlas.ts';
import { createValidator } from '../../registry/validator.ts';
import { FOLDERS } from './folders.ts';
import type { MetricDocumentKind } from './metric-documents.ts';
import { readMetricDocuments } from './metric-files.ts';

/** Path of a metric's file within the project. */
export function atlasPath(metric: MetricKey): string {
  return `${FOLDERS.atlas}/${metric}.json`;
}

/** The command that computes the file of a metric. */
export function atlasCommand(metric: MetricKey): string {
  return `npm run -s stress -- --metrics ${metric}`;
}

/** The files of the atlas as documents of metrics. */
export function atlasFiles(plan: AtlasPlan): MetricDocumentKind<MetricAtlas> {
  return {
    path: atlasPath,
    missing: (metrics, scoresOf) => missingInAtlas(metrics, plan, scoresOf),
    assemble: (metric, scoresOf) => assembleMetricAtlas(metric, plan, scoresOf),
    format: formatMetricAtlas,
  };
}

const atlasFile = createValidator(metricAtlas.schema);

/**
 * The committed atlas, by metric; a metric that is not computed yet has no entry.
 *
 * @throws InputError where a file is no JSON, breaks its schema or is named after no metric
 */
export async function readAtlas(root: string): Promise<ReadonlyMap<MetricKey, MetricAtlas>> {
  const documents = await readMetricDocuments(root, FOLDERS.atlas, 'recompute it with: npm run -s stress');
  return new Map([...documents].map(([metric, document]) => [metric, atlasFile.check(document, atlasPath(metric))]));
}
