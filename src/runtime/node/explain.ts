import type { Matrix } from '../../core/matrix.ts';
import { FLOOR_METRICS, makeOwnFloors, type OwnFloors } from '../../evaluation/validity/own-floors.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';
import type { MetricResults } from '../../metrics/measure.ts';
import { floorsReport, type FloorsReport } from '../../registry/floors-report.ts';
import { engineCommit } from './engine.ts';
import { startProgress, type Progress } from './progress.ts';

/** What is explained, and how it was asked for. */
export interface ExplainRequest {
  readonly factors: Matrix;
  readonly codes: Matrix;
  /** Undefined where none were named: then `FLOOR_METRICS`. */
  readonly metrics: readonly MetricKey[] | undefined;
  readonly results: MetricResults;
  readonly seed: number;
  /** Files as the reader named them. */
  readonly files: { readonly factors: string; readonly codes: string };
}

function computeFloors({ factors, codes, seed, metrics = FLOOR_METRICS }: ExplainRequest): OwnFloors {
  const steps = makeOwnFloors({ factors, codes, metrics, seed });
  let progress: Progress | undefined;
  try {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (progress === undefined) progress = startProgress('floors', step.value.total);
      else progress.advance();
    }
  } finally {
    progress?.stop();
  }
}

/** Floors on the reader's own factors, as a report with today's date. @param root of the repository */
export async function explain(root: string, request: ExplainRequest): Promise<FloorsReport> {
  const { factors, codes, results, seed, metrics, files } = request;
  const named = metrics === undefined ? '' : ` --metrics ${metrics.join(',')}`;
  return floorsReport(
    computeFloors(request),
    results,
    { factors, codes },
    {
      date: new Date().toISOString().slice(0, 'YYYY-MM-DD'.length),
      commit: await engineCommit(root),
      recompute: `npm run -s measure -- --factors ${files.factors} --codes ${files.codes}${named} --seed ${seed} --explain --json`,
    },
  );
}
