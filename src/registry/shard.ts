import { InputError } from '../core/input-error.ts';
import type { EvaluationCell } from './evaluation-cells.ts';
import { LIMITS } from './limits.ts';

/** One part of an evaluation's cells, counted from 1: `2/5` is the second of five. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** @throws InputError unless the text is `i/n` with 1 ≤ i ≤ n ≤ 256 */
export function parseShard(text: string): Shard {
  const [, first, second] = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text) ?? [];
  const [index, count] = [Number(first), Number(second)];
  if (index <= count && count <= LIMITS.evaluation.shards) return { index, count };
  const fix = `give for example 1/4: the first of four, of at most ${LIMITS.evaluation.shards}`;
  throw new InputError({ path: '--shard', rule: `"${text}" is no shard`, fix });
}

export function formatShard({ index, count }: Shard): string {
  return `${index}/${count}`;
}

/** Every count-th cell: neighbours, which cost alike, go to different shards. */
export function cellsOfShard<T>(cells: readonly T[], { index, count }: Shard): T[] {
  return cells.filter((_, position) => position % count === index - 1);
}

/** What an evaluation costs, in minutes of one core. */
export function estimateMinutes(cells: number): number {
  return Math.ceil((cells * LIMITS.evaluation.cellSeconds) / 60);
}

/** How many jobs share the work: as few as keep each within its time, never more than there are cells or a matrix may have. */
export function planShardCount(cells: number): number {
  const { cellSeconds, shardSeconds, shards } = LIMITS.evaluation;
  return Math.max(1, Math.min(shards, cells, Math.ceil((cells * cellSeconds) / shardSeconds)));
}

/** @throws InputError where a submission has more models than the registry evaluates */
export function assertAffordable(name: string, cells: readonly EvaluationCell[]): void {
  const minutes = estimateMinutes(cells.length);
  if (minutes <= LIMITS.evaluation.minutes) return;
  throw new InputError({
    path: name,
    rule: `has ${cells.length} models, about ${minutes} minutes of evaluation`,
    fix: `keep to ${LIMITS.evaluation.minutes} minutes: fewer training seeds, or one track a version`,
  });
}
