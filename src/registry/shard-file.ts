import type { Fault } from '../core/input-error.ts';
import type { CellSelection, EvaluationCell } from './evaluation-cells.ts';
import type { InstanceMeasurement, Measured, Run } from './record.ts';
import recordSchema from './schemas/record.schema.json' with { type: 'json' };
import shardSchema from './schemas/shard.schema.json' with { type: 'json' };
import type { Shard } from './shard.ts';
import { createValidator } from './validator.ts';

/** Which cell, and what came out of it: numbers, or why it was rejected. */
export type ShardCell = Pick<EvaluationCell, 'track' | 'variant' | 'instance' | 'seed'> & {
  /** What it took on one core, all its measurements together. */
  readonly seconds: number;
} & ({ readonly measurement: InstanceMeasurement } | { readonly faults: readonly Fault[] });

/** What one shard of an evaluation hands over. Any number of them, in any order, merge to what one run would have given. */
export interface ShardFile {
  readonly schema: 'custodes/shard/1';
  readonly shard: Shard;
  readonly submission: Measured['submission'];
  readonly suite: Measured['suite'];
  /** What was asked for; the same in every shard of an evaluation. */
  readonly selection: Omit<CellSelection, 'suiteDigest'>;
  readonly run: Run;
  readonly cells: readonly ShardCell[];
}

const { $defs } = recordSchema;

/** One measurement, as records and shards hold it. */
export const measurementDocument = createValidator<InstanceMeasurement>({ ...$defs.measurements.items, $defs });

/** Shards come from machines that ran strangers' models: nothing in them is believed before it was checked. */
export const shardDocument = createValidator<ShardFile>({
  ...shardSchema,
  $defs: { ...$defs, ...shardSchema.$defs, run: recordSchema.properties.run, measurement: $defs.measurements.items },
});

/** The name of a shard's file. */
export function shardFileName({ submission, shard }: Pick<ShardFile, 'submission' | 'shard'>): string {
  return `${submission.slug}-${submission.version}-${shard.index}-of-${shard.count}.json`;
}
