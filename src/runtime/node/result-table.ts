import { permalinkDigest } from '../../registry/digest.ts';
import { VARIANTS } from '../../registry/evaluation-cells.ts';
import type { InstanceMeasurement, ResultRecord } from '../../registry/record.ts';
import { findTrack } from '../../suite/tracks/catalogue.ts';

const DIGITS = 4;
const NAME_WIDTH = 16;
const RANGE_WIDTH = 30;

/** "mean (least to most)" over models, or why there is none. */
function summarise(measurements: readonly InstanceMeasurement[], metric: string): string {
  if (measurements.length === 0) return 'not submitted';
  const scores = measurements.map(({ metrics }) => metrics[metric]?.['score'] ?? null).filter((score) => score !== null);
  if (scores.length < measurements.length) return `undefined for ${measurements.length - scores.length}`;
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return `${mean.toFixed(DIGITS)} (${Math.min(...scores).toFixed(DIGITS)} to ${Math.max(...scores).toFixed(DIGITS)})`;
}

/** A record as a table for a terminal: one line for each metric, with its mean and range over models. */
export function formatResult({ measured, result_digest, run }: ResultRecord): string {
  const { submission, track, models, status, draw } = measured;
  const counts = VARIANTS.map((variant) => `${models[variant].length} ${variant}`).join(' + ');
  const rows = findTrack(track.id).panel.map((metric) =>
    [metric.padEnd(NAME_WIDTH), ...VARIANTS.map((variant) => summarise(models[variant], metric).padEnd(RANGE_WIDTH))].join(''),
  );
  return [
    `${submission.slug} ${submission.version} on ${track.id}: ${status}, ${counts} models, ${run.seconds} s`,
    ['metric'.padEnd(NAME_WIDTH), ...VARIANTS.map((variant) => variant.padEnd(RANGE_WIDTH))].join('').trimEnd(),
    ...rows.map((row) => row.trimEnd()),
    `draw ${draw.commit}, result ${permalinkDigest(result_digest)}`,
    '',
  ].join('\n');
}
