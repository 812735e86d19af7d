import type { AtlasCell } from '../evaluation/atlas-document.ts';
import type { ParameterValues } from '../suite/parameters.ts';

/** What the lab is asked to draw: a cell of the stress-test suite, and the metric to look at. */
export interface LabSetting extends Pick<AtlasCell, 'dgp' | 'geometry' | 'n' | 'd' | 'm'> {
  readonly metric?: string;
  /** Parameters that are not at their defaults. */
  readonly parameters?: ParameterValues;
}

/** Seeds of the atlas count from 0. */
const FIRST_SEED = 0;

/** Address of the lab with this very cell drawn, first seed first; parameters go by their own names. */
export function labPath({ dgp, geometry, n, d, m, metric, parameters = {} }: LabSetting): string {
  const query = new URLSearchParams({ dgp, geometry, n: String(n), d: String(d), m: String(m) });
  for (const [name, value] of Object.entries(parameters)) query.set(name, String(value));
  if (metric !== undefined) query.set('metric', metric);
  query.set('seed', String(FIRST_SEED));
  return `lab/?${query}`;
}
