import { InputError, type Fault } from '../../core/input-error.ts';
import type { EvaluationCell } from '../../registry/evaluation-cells.ts';
import type { InstanceMeasurement } from '../../registry/record.ts';
import { measureCell } from './measure-cell.ts';

export interface CellTask {
  readonly cell: EvaluationCell;
  readonly folder: string;
}

/** Errors lose their class between threads, so faults of the input travel as data. */
export type CellOutcome = { readonly measurement: InstanceMeasurement } | { readonly faults: readonly Fault[] };

export default async function run({ cell, folder }: CellTask): Promise<CellOutcome> {
  try {
    return { measurement: await measureCell(cell, folder) };
  } catch (error) {
    if (error instanceof InputError) return { faults: error.faults };
    throw error;
  }
}
