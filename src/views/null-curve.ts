import { expectedLargestCorrelation } from '../core/statistics/largest-null-correlation.ts';
import type { AtlasCell } from '../evaluation/atlas-document.ts';
import type { ExperimentDocument } from '../evaluation/experiment-document.ts';
import { METRICS, type MetricKey } from '../metrics/catalogue.ts';
import { independentGaussian } from '../suite/dgps/independent-gaussian/index.ts';
import { gaussianNoise } from '../suite/geometries/gaussian-noise/index.ts';

/** Score of codes that know nothing of the factors, at one size. */
export interface NullPoint {
  readonly n: number;
  readonly d: number;
  readonly m: number;
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  /** Expected largest of max(d, m) absolute correlations, for the metrics that it is the null of. */
  readonly expected: number | null;
}

/** Independent normal factors and independent normal codes. */
const NULL_CELL = { dgp: independentGaussian.id, geometry: gaussianNoise.id } as const;

/** Metrics that match factors to codes by the largest absolute correlation of columns or ranks. */
const CORRELATION_METRICS: readonly MetricKey[] = ['mcc_pearson', 'mcc_spearman'];

/** The part that chance inflates: of one-to-one matchings the mean over matched pairs, which does not count missing codes as 0. */
function nullPart(metric: MetricKey): readonly string[] {
  const { rankPart } = METRICS[metric];
  return rankPart === 'coverage' ? ['matched', 'coverage'] : [rankPart];
}

type StoredScore = Pick<AtlasCell, 'metric' | 'part' | 'dgp' | 'geometry' | 'n' | 'd' | 'm' | 'mean' | 'lower' | 'upper'>;

/** Scores of all sweeps that score every row and leave parameters at their defaults. */
function listSweepScores({ experiments }: ExperimentDocument): StoredScore[] {
  return experiments
    .filter(({ holdout }) => holdout === 0)
    .flatMap(({ settings, parts }) =>
      settings
        .filter(({ parameters }) => parameters === undefined)
        .flatMap(({ dgp, geometry, n, d, m, results }) =>
          parts.flatMap(({ metric, part }, i) => {
            const row = results[i];
            if (!row) return [];
            const [mean, lower, upper] = row;
            return [{ metric, part, dgp, geometry, n, d, m, mean, lower, upper }];
          }),
        ),
    );
}

/**
 * Every size at which the metric met codes of pure noise, in the sweeps and in the atlas; where both have it, the sweep's, whose interval
 * holds on its own. Ordered by n, d and m.
 */
export function collectNullPoints(
  metric: MetricKey,
  cells: readonly AtlasCell[],
  experiments: ExperimentDocument | undefined,
): NullPoint[] {
  const scores: readonly StoredScore[] = [...(experiments ? listSweepScores(experiments) : []), ...cells];
  const own = scores.filter(
    (score) => score.metric === metric && score.dgp === NULL_CELL.dgp && score.geometry === NULL_CELL.geometry,
  );
  const part = nullPart(metric).find((name) => own.some((score) => score.part === name));
  const points = new Map<string, NullPoint>();
  for (const { n, d, m, mean, lower, upper, part: name } of own) {
    const key = [n, d, m].join(' ');
    if (name !== part || points.has(key) || mean === null || lower === null || upper === null) continue;
    const expected = CORRELATION_METRICS.includes(metric) ? expectedLargestCorrelation(n, Math.max(d, m)) : null;
    points.set(key, { n, d, m, mean, lower, upper, expected });
  }
  return [...points.values()].toSorted((a, b) => a.n - b.n || a.d - b.d || a.m - b.m);
}
