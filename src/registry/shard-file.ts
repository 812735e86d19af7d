import { measurement } from './documents/record.ts';
import { shard, type ShardFile } from './documents/shard.ts';
import { createValidator } from './validator.ts';

export type { ShardCell, ShardFile } from './documents/shard.ts';

/** One measurement, as records and shards hold it. */
export const measurementDocument = createValidator(measurement);

/** Shards come from machines that ran strangers' models: nothing in them is believed before it was checked. */
export const shardDocument = createValidator(shard.schema);

/** The name of a shard's file. */
export function shardFileName({ submission, shard }: Pick<ShardFile, 'submission' | 'shard'>): string {
  return `${submission.slug}-${submission.version}-${shard.index}-of-${shard.count}.json`;
}
