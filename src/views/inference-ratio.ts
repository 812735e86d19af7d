import type { InferenceBench, InferenceEngine } from './bench-report.ts';

/** Samples a second of an engine over those of another; null where one of them was not measured. */
export function inferenceRatio(
  { figures }: Pick<InferenceBench['models'][number], 'figures'>,
  engine: InferenceEngine,
  over: InferenceEngine,
): number | null {
  const [rate, native] = [figures[engine]?.samples_per_second, figures[over]?.samples_per_second];
  return rate === undefined || native === undefined ? null : rate / native;
}
