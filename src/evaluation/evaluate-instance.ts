import type { FactorBlocks } from '../core/factor-blocks.ts';
import type { Matrix } from '../core/matrix.ts';
import { isMetricKey } from '../metrics/catalogue.ts';
import { measure } from '../metrics/measure.ts';
import type { MetricResult } from '../metrics/metric.ts';
import { isStructureKey, STRUCTURE_METRICS } from '../metrics/structure/catalogue.ts';
import type { StructurePair } from '../metrics/structure/structure-metric.ts';
import type { TrackInstance } from '../suite/tracks/track.ts';
import type { RecordedKey } from './recorded-key.ts';

/** Scalar parts of one metric; matrices are recomputed, not stored. `score` is null where the metric refused. */
export type MetricScalars = Readonly<Record<string, number | null>>;

/** What some metrics need beside factors and codes. */
export interface Given {
  readonly blocks?: FactorBlocks | undefined;
  readonly structure?: StructurePair | undefined;
}

/** The instance's blocks and true structure, the latter beside what was submitted. */
export function givenWith(instance: TrackInstance, submitted: Matrix | undefined): Given {
  const { blocks, structure } = instance;
  return { blocks, structure: structure && submitted && { truth: structure.truth, submitted } };
}

/** Metrics of a record draw their random numbers from this, and fit on the first 80% of rows: the draws are independent. */
const METRIC_OPTIONS = { seed: 0, split: 'ordered' } as const;

function scalars({ score, parts }: MetricResult): MetricScalars {
  const kept = Object.entries(parts).filter((part): part is [string, number] => typeof part[1] === 'number');
  const entries: [string, number | null][] = [['score', score], ...kept];
  // JSON does not know −0; adding 0 turns it into 0, so that a recomputed value equals the stored one.
  return Object.fromEntries(entries.map(([name, value]) => [name, value === null ? null : value + 0]));
}

/**
 * What a record says of one model: every metric of the panel, as scalars. The same function in Node and in the browser.
 *
 * @param factors n × d
 * @param codes n × m
 * @param given what some metrics need beside the arrays: the instance's blocks, and the graph or dictionary that was submitted
 * @param onComputed called with the number of metrics computed so far
 */
export function evaluateInstance(
  factors: Matrix,
  codes: Matrix,
  panel: readonly RecordedKey[],
  { blocks, structure }: Given = {},
  onComputed: (count: number) => void = () => {},
): Record<string, MetricScalars> {
  let count = 0;
  const { metrics } = measure(factors, codes, {
    ...METRIC_OPTIONS,
    metrics: panel.filter(isMetricKey),
    onComputed: (keys) => onComputed((count += keys.length)),
    ...(blocks && { blocks }),
  });
  const ofStructure = panel.filter(isStructureKey).map((key) => {
    const result = STRUCTURE_METRICS[key].compute({ factors, codes }, structure);
    onComputed(++count);
    return [key, result] as const;
  });
  return Object.fromEntries([...Object.entries(metrics), ...ofStructure].map(([key, result]) => [key, scalars(result)]));
}
