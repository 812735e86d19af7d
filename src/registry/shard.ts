import { InputError } from '../core/input-error.ts';
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

/** What the slowest of so many shards takes. */
function slowestShard(seconds: readonly number[], count: number): number {
  const shards = new Float64Array(count);
  seconds.forEach((value, position) => (shards[position % count]! += value));
  return Math.max(...shards);
}

/**
 * How many jobs share the work: as few as keep each within its time, never more than there are cells or a matrix may have.
 *
 * @param seconds what each cell takes on one core
 * @returns null where no number of jobs keeps each within its time
 */
export function planShardCount(seconds: readonly number[]): number | null {
  const { shardSeconds, shards } = LIMITS.evaluation;
  const total = seconds.reduce((sum, value) => sum + value, 0);
  const most = Math.min(shards, Math.max(1, seconds.length));
  for (let count = Math.max(1, Math.ceil(total / shardSeconds)); count <= most; count++) {
    if (slowestShard(seconds, count) <= shardSeconds) return count;
  }
  return null;
}
