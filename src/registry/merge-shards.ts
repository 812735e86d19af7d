import { InputError, type Fault } from '../core/input-error.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { canonicalJson } from './canonical-json.ts';
import { compareDocuments, formatMismatch } from './compare.ts';
import { cellName, type EvaluationCell } from './evaluation-cells.ts';
import type { MeasuredCell } from './make-record.ts';
import type { InstanceMeasurement, Run } from './record.ts';
import type { ShardCell, ShardFile } from './shard-file.ts';
import { formatShard } from './shard.ts';

/** What an evaluation gave, put together from its shards. */
export interface MergedEvaluation {
  /** In the order of the plan. */
  readonly cells: readonly MeasuredCell[];
  /** The machines' own account, their seconds added up. */
  readonly run: Run;
  /** What all cells took on one core. */
  readonly coreSeconds: number;
}

/** What the planned cell says about its measurement before anything ran. */
function expectedOf(cell: EvaluationCell): Partial<InstanceMeasurement> {
  const { instance, seed, sha256, structure, drawSeed, rows } = cell;
  const { d } = findTrack(cell.track).createInstance(instance, cell.variant);
  const digests = { artefact_sha256: sha256, ...(structure && { structure_sha256: structure.sha256 }) };
  return { instance, seed, ...digests, draw_seed: drawSeed, n: rows, d };
}

function planFaults(path: string, cell: EvaluationCell, measurement: InstanceMeasurement): Fault[] {
  const expected = expectedOf(cell);
  const got = Object.fromEntries(Object.keys(expected).map((key) => [key, measurement[key as keyof InstanceMeasurement]]));
  return compareDocuments(expected, got).map((mismatch) => ({
    path: `${path} (${cellName(cell)})`,
    rule: formatMismatch(mismatch),
    fix: 'run that shard again from the same commit',
  }));
}

function outcomeText(outcome: ShardCell): string {
  return canonicalJson('measurement' in outcome ? outcome.measurement : outcome.faults);
}

function gatherOutcomes(shards: readonly ShardFile[], faults: Fault[]): Map<string, { outcome: ShardCell; path: string }> {
  const outcomes = new Map<string, { outcome: ShardCell; path: string }>();
  for (const { shard, cells } of shards) {
    const path = `shard ${formatShard(shard)}`;
    for (const outcome of cells) {
      const name = cellName(outcome);
      const known = outcomes.get(name);
      if (known !== undefined && outcomeText(known.outcome) !== outcomeText(outcome)) {
        const fix = 'find out which machine computes other bits; run both again';
        faults.push({ path: `${path} (${name})`, rule: `contradicts ${known.path}`, fix });
      } else outcomes.set(name, { outcome, path });
    }
  }
  return outcomes;
}

function mergeRuns(shards: readonly ShardFile[], faults: Fault[]): Run {
  const [first] = shards;
  if (first === undefined) {
    throw new InputError({ path: 'shards', rule: 'are none', fix: 'run: npm run -s evaluate -- … --shard 1/1 --out DIR' });
  }
  const common = ({ submission, suite, selection, run }: ShardFile) => ({
    submission,
    suite,
    selection,
    engine_commit: run.engine_commit,
  });
  for (const shard of shards.slice(1)) {
    const path = `shard ${formatShard(shard.shard)}`;
    const fix = 'keep the shards of one evaluation in a folder of their own';
    faults.push(
      ...compareDocuments(common(first), common(shard)).map((mismatch) => ({ path, rule: formatMismatch(mismatch), fix })),
    );
  }
  const seconds = shards.reduce((sum, { run }) => sum + run.seconds, 0);
  return { ...first.run, seconds, approver: null };
}

/**
 * Puts shards together: any number of them, of any division, in any order, some of them repeated. The cells are the same as those of
 * one run, bit for bit.
 *
 * @param planned all cells of the evaluation, from the submission itself
 * @throws InputError where a cell is missing, was rejected or is not the planned one, or shards contradict each other
 */
export function mergeShards(planned: readonly EvaluationCell[], shards: readonly ShardFile[]): MergedEvaluation {
  const faults: Fault[] = [];
  const run = mergeRuns(shards, faults);
  const outcomes = gatherOutcomes(shards, faults);
  const cells: MeasuredCell[] = [];
  const missing: string[] = [];
  let coreSeconds = 0;
  for (const cell of planned) {
    const found = outcomes.get(cellName(cell));
    coreSeconds += found?.outcome.seconds ?? 0;
    if (found === undefined) missing.push(cellName(cell));
    else if ('measurement' in found.outcome) {
      faults.push(...planFaults(found.path, cell, found.outcome.measurement));
      cells.push({ cell, measurement: found.outcome.measurement });
    } else {
      faults.push(...found.outcome.faults.map((fault) => ({ ...fault, path: `${cell.file} (${cellName(cell)}) ${fault.path}` })));
    }
    outcomes.delete(cellName(cell));
  }
  if (missing.length > 0) {
    const rule = `lack ${missing.length} of ${planned.length} cells, ${missing[0]} first`;
    faults.push({ path: 'shards', rule, fix: 'run the shards that are missing, then merge again' });
  }
  for (const [name, { path }] of outcomes) {
    faults.push({ path: `${path} (${name})`, rule: 'was not to be evaluated', fix: 'remove that file' });
  }
  if (faults.length > 0) throw new InputError(...faults);
  return { cells, run, coreSeconds };
}
