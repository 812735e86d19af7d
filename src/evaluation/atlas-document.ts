import type { MetricKey, Predicate } from '../metrics/catalogue.ts';
import type { CellRequest } from '../suite/cell.ts';
import type { ParameterValues } from '../suite/parameters.ts';
import type { Scope } from './certification.ts';
import type { Verdict } from './verdict.ts';

/** Mean, lower and upper end, indices of both verdicts, number of seeds, and the value at large n for a graded cell. */
export type AtlasRow = readonly [
  mean: number | null,
  lower: number | null,
  upper: number | null,
  verdict: number,
  paperVerdict: number,
  seeds: number,
  largeSampleValue?: number | null,
];

/** A cell with all metrics: `results` has one entry for each of `parts`, null where the metric is not followed on this cell. */
export interface StoredCell {
  readonly table: string;
  readonly dgp: string;
  readonly geometry: string;
  readonly n: number;
  readonly d: number;
  readonly m: number;
  /** Parameters that are not at their defaults. */
  readonly parameters?: ParameterValues;
  /** Of the bits of a metric's scores on the first seed, by metric. */
  readonly digests: Readonly<Partial<Record<MetricKey, string>>>;
  readonly results: readonly (AtlasRow | null)[];
}

/** One volume of the atlas with all metrics, joined from their files: what pages read. */
export interface AtlasDocument {
  readonly schema: 'custodes/atlas/2';
  readonly id: string;
  readonly title: string;
  /** Numbers of seeds after which verdicts were looked at, the later ones only where the earlier left them open. */
  readonly looks: readonly number[];
  readonly margin: number;
  /** Verdicts in this volume. */
  readonly verdict_count: number;
  /** Level of each interval: that of the volume's plan, whatever the number of verdicts. */
  readonly level: number;
  readonly large_sample: { readonly n: number; readonly seeds: number };
  /** Seconds of one core that a group of metrics may take in a table outside the first volume, and on its fewest cells; they decide on `coverage`. */
  readonly budget_seconds: { readonly table: number; readonly core: number };
  readonly verdicts: readonly Verdict[];
  readonly parts: readonly {
    readonly metric: MetricKey;
    readonly part: string;
    readonly predicates: readonly Predicate[];
    readonly scope: Scope;
  }[];
  readonly tables: readonly {
    readonly id: string;
    readonly title: string;
    /** Metrics that the budget keeps to fewer cells. */
    readonly coverage: readonly { readonly rule: string; readonly metrics: readonly MetricKey[] }[];
  }[];
  readonly cells: readonly StoredCell[];
}

/** One metric part in one cell, as pages read it. */
export interface AtlasCell {
  readonly table: string;
  readonly metric: MetricKey;
  readonly part: string;
  readonly dgp: string;
  readonly geometry: string;
  readonly n: number;
  readonly d: number;
  readonly m: number;
  /** Parameters that are not at their defaults. */
  readonly parameters: ParameterValues;
  readonly seeds: number;
  readonly mean: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Against the class that the metric itself claims. */
  readonly verdict: Verdict;
  /** Against the paper's target: everything that is neither entangled nor noise counts as recovered. */
  readonly paperVerdict: Verdict;
  /** Mean at large n where the cell is graded by it. */
  readonly largeSampleValue: number | null;
}

/** The request that a stored cell answers. */
export function requestOf({ dgp, geometry, n, d, m, parameters }: Omit<StoredCell, 'digests' | 'results'>): CellRequest {
  return { dgp, geometry, n, d, m, ...(parameters === undefined ? {} : { parameters }) };
}

/** The metrics that a document follows on a cell, in its order. */
export function metricsOf({ parts }: Pick<AtlasDocument, 'parts'>, { results }: StoredCell): MetricKey[] {
  return [...new Set(parts.flatMap(({ metric }, i) => (results[i] === null ? [] : [metric])))];
}

/** Every part in every cell on which it is followed, in the order of the document. */
export function expandAtlas({ verdicts, parts, cells }: AtlasDocument): AtlasCell[] {
  return cells.flatMap(({ table, dgp, geometry, n, d, m, parameters = {}, results }) =>
    parts.flatMap(({ metric, part }, i) => {
      const row = results[i];
      if (!row) return [];
      const [mean, lower, upper, verdict, paperVerdict, seeds, largeSampleValue = null] = row;
      return [
        {
          table,
          metric,
          part,
          dgp,
          geometry,
          n,
          d,
          m,
          parameters,
          seeds,
          mean,
          lower,
          upper,
          verdict: verdicts[verdict]!,
          paperVerdict: verdicts[paperVerdict]!,
          largeSampleValue,
        },
      ];
    }),
  );
}
