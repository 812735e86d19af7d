import { measure, type MeasureOptions, type Measurement } from '../../metrics/measure.ts';
import type { Arrays } from '../../metrics/metric.ts';

export interface MeasureTask extends Arrays {
  readonly options: MeasureOptions;
}

/** Runs in a worker thread. */
export default function runTask({ factors, codes, options }: MeasureTask): Measurement['metrics'] {
  return measure(factors, codes, options).metrics;
}
