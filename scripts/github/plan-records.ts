import { LIMITS } from '../../src/registry/limits.ts';
import { planShardCount } from '../../src/registry/shard.ts';
import { setOutputs } from '../../src/runtime/github/environment.ts';
import { plannedCells } from '../../src/runtime/node/evaluate-submission.ts';
import { findPendingWork } from '../../src/runtime/node/pending-work.ts';
import { requireSuite } from '../../src/runtime/node/suite-files.ts';

/** One job of the matrix. */
interface PlannedShard {
  readonly submission: string;
  readonly track: string;
  readonly commit: string;
  readonly shard: string;
}

/** Lists what the main branch asks for and has no record of, as a matrix. What does not fit is left for the next run. */
export async function planRecords(): Promise<void> {
  const root = process.cwd();
  const work = await findPendingWork(root, await requireSuite(root), process.env['RESCORE'] === 'true');
  const include: PlannedShard[] = [];
  let left = 0;
  for (const { loaded, track, request } of work) {
    const count = planShardCount(plannedCells(loaded, request).length);
    if (include.length + count > LIMITS.evaluation.shards) left++;
    else {
      for (let i = 1; i <= count; i++) {
        include.push({ submission: loaded.name, track, commit: request.commit, shard: `${i}/${count}` });
      }
    }
  }
  console.log(`${work.length} records to make, ${include.length} jobs, ${left} records left for the next run`);
  setOutputs({ jobs: String(include.length), matrix: JSON.stringify({ include }), left: String(left) });
}
