import { requireBoard } from '../../boards/catalogue.ts';
import { permalinkDigest } from '../../registry/digest.ts';
import type { DevicePreview } from '../../registry/device-preview.ts';
import { VARIANTS } from '../../registry/evaluation-cells.ts';
import type { InstanceMeasurement, Measured, ResultRecord } from '../../registry/record.ts';

const DIGITS = 4;
const NAME_WIDTH = 16;
const RANGE_WIDTH = 30;
const DIFFERENCE_DIGITS = 3;

/** "mean (least to most)" over models, or why there is none. */
function summarise(measurements: readonly InstanceMeasurement[], metric: string): string {
  if (measurements.length === 0) return 'not submitted';
  const scores = measurements.map(({ metrics }) => metrics[metric]?.['score'] ?? null).filter((score) => score !== null);
  if (scores.length < measurements.length) return `undefined for ${measurements.length - scores.length}`;
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return `${mean.toFixed(DIGITS)} (${Math.min(...scores).toFixed(DIGITS)} to ${Math.max(...scores).toFixed(DIGITS)})`;
}

/** One line for each metric of a track, and one above them. */
function scoreLines(track: string, models: Measured['models']): string[] {
  const rows = requireBoard(track).panel.map((metric) =>
    [metric.padEnd(NAME_WIDTH), ...VARIANTS.map((variant) => summarise(models[variant], metric).padEnd(RANGE_WIDTH))].join(''),
  );
  const head = ['metric'.padEnd(NAME_WIDTH), ...VARIANTS.map((variant) => variant.padEnd(RANGE_WIDTH))].join('');
  return [head, ...rows].map((line) => line.trimEnd());
}

const countModels = (models: Measured['models']): string =>
  VARIANTS.map((variant) => `${models[variant].length} ${variant}`).join(' + ');

/** A record as a table for a terminal: one line for each metric, with its mean and range over models. */
export function formatResult({ measured, result_digest, run }: ResultRecord): string {
  const { submission, track, models, status, draw } = measured;
  return [
    `${submission.slug} ${submission.version} on ${track.id}: ${status}, ${countModels(models)} models, ${run.seconds} s`,
    ...scoreLines(track.id, models),
    `draw ${draw.commit}, result ${permalinkDigest(result_digest)}`,
    '',
  ].join('\n');
}

/** A preview on a device as a table for a terminal, with what it was compared with. */
export function formatPreview({ submission, track, models, draw, device, tolerance, run }: DevicePreview): string {
  const { adapters, remark, runtime } = device;
  const named = adapters?.map(({ name, driver, software }) =>
    [name, ...(driver ? [driver] : []), ...(software ? ['imitated by the processor'] : [])].join(', '),
  );
  const checks = VARIANTS.flatMap((variant) => models[variant]).map(({ device_check }) => device_check);
  const differences = checks.map(({ worst }) => worst.difference);
  const rows = checks.reduce((sum, { compared_rows }) => sum + compared_rows, 0);
  const batches = [...new Set(checks.map(({ batch_rows }) => batch_rows))].join(', ');
  return [
    `${submission.slug} ${submission.version} on ${track.id}: preview on ${device.device}, ${countModels(models)} models, ${run.seconds} s`,
    ...scoreLines(track.id, models),
    `${runtime.name} ${runtime.version}, ${runtime.provider}: ${named?.join('; ') ?? 'adapter unknown'}${remark === null ? '' : ` (${remark})`}`,
    `batches of ${batches} rows; ${rows} rows compared with wasm, largest difference ${Number(Math.max(...differences).toPrecision(DIFFERENCE_DIGITS))}, of at most ${tolerance}`,
    `draw ${draw.commit}`,
    '',
  ].join('\n');
}
