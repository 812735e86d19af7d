import type { MetricKey } from '../metrics/catalogue.ts';
import type { CellRequest } from '../suite/cell.ts';
import { findDgp } from '../suite/dgps/catalogue.ts';
import { findGeometry } from '../suite/geometries/catalogue.ts';

/** One point of a sweep. */
export interface ExperimentSetting {
  /** Settings of a panel are drawn together. */
  readonly panel: string;
  /** What is varied, by name. */
  readonly at: Readonly<Record<string, number | string>>;
  readonly request: CellRequest;
}

/** A sweep of the paper, or one that completes it. */
export interface Experiment {
  readonly id: string;
  readonly title: string;
  /** What is varied and what a metric that measures recovery alone would do. */
  readonly description: string;
  /** Name in the files that were released with the paper, where its numbers were published. */
  readonly published: string | null;
  /** Share of the rows that is scored: 0.2 in the paper, R² being fitted on the others; 0 scores all. */
  readonly holdout: number;
  readonly metrics: readonly MetricKey[];
  readonly settings: readonly ExperimentSetting[];
}

/** A request with the paper's scalar functions and frequency wherever its DGP or geometry has such a parameter. */
export function asInThePaper(request: CellRequest): CellRequest {
  const names = [...findDgp(request.dgp).parameters, ...findGeometry(request.geometry).parameters].map(({ name }) => name);
  const paper = {
    ...(names.includes('functions') ? { functions: 'paper' } : {}),
    // Interval codes have no frequency.
    ...(names.includes('frequency') && (request.parameters?.['k'] ?? 2) === 2 ? { frequency: 1 } : {}),
  };
  return { ...request, parameters: { ...paper, ...request.parameters } };
}

/** One setting for each value. @param request what a value asks for; undefined where there is no such cell */
export function sweep<Value extends number | string>(
  panel: string,
  axis: string,
  values: readonly Value[],
  request: (value: Value) => CellRequest | undefined,
): ExperimentSetting[] {
  return values.flatMap((value) => {
    const asked = request(value);
    return asked === undefined ? [] : [{ panel, at: { [axis]: value }, request: asked }];
  });
}
