import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { InputError } from '../../src/core/input-error.ts';
import { METRIC_KEYS, type MetricKey } from '../../src/metrics/catalogue.ts';
import { createValidator } from '../../src/registry/validator.ts';
import { readTextIfPresent } from '../../src/runtime/node/folders.ts';
import { addWorktree, findCommit, removeWorktree } from '../../src/runtime/node/git.ts';
import { startProgress } from '../../src/runtime/node/progress.ts';
import type { BenchReport, BenchSize, Ratio } from '../../src/views/bench-report.ts';
import { benchReport } from '../../src/views/documents/bench-engine.ts';
import { Engine } from './engine-client.ts';
import { PANEL } from './panel.ts';
import { pairedRatio } from './statistics.ts';

/** Processor time now over processor time then. */
export interface Comparison extends BenchSize {
  readonly keys: readonly MetricKey[];
  readonly ratio: Ratio;
}

const WARM_UP: BenchSize = { n: 400, d: 3, m: 3 };

const reportDocument = createValidator(benchReport.schema);

async function readReport(file: string): Promise<BenchReport> {
  const text = await readTextIfPresent(file);
  if (text === null) throw new InputError({ path: file, rule: 'is not there', fix: 'write a report with --out' });
  return reportDocument.parse(text, file);
}

/** Runs `body` with the engine of a commit, checked out beside the working tree with the same packages. */
async function withEngineOf<T>(root: string, commit: string, body: (engine: Engine) => Promise<T>): Promise<T> {
  const parent = await mkdtemp(join(tmpdir(), 'custodes-bench-'));
  const folder = join(parent, 'engine');
  try {
    await addWorktree(root, folder, commit);
    await symlink(resolve(root, 'node_modules'), join(folder, 'node_modules'));
    const engine = new Engine(folder);
    try {
      return await body(engine);
    } finally {
      engine.stop();
    }
  } finally {
    await removeWorktree(root, folder).catch(() => undefined);
    await rm(parent, { recursive: true, force: true });
  }
}

/**
 * Runs the engine that a report was made with and the present one in turn, on the report's sizes: each pair of runs meets the same
 * machine under the same load, as two reports do not.
 *
 * @throws InputError where the file is no report, or its engine is not in this clone
 */
export async function compareWith(root: string, file: string, sizes: readonly BenchSize[], pairs: number): Promise<Comparison[]> {
  const report = await readReport(file);
  const commit = report.engine_commit && (await findCommit(root, report.engine_commit));
  if (!commit) {
    const rule = `was made by an engine that this clone does not have (${report.engine_commit ?? 'of a changed working tree'})`;
    throw new InputError({ path: file, rule, fix: 'fetch the full history, or compare with a report of a commit' });
  }
  return await withEngineOf(root, commit, async (then) => {
    const now = new Engine(root);
    const comparisons: Comparison[] = [];
    try {
      const known = new Set((await then.groups()).flat());
      const keys = METRIC_KEYS.filter((key) => known.has(key));
      for (const engine of [then, now]) await engine.time({ kind: 'metrics', size: WARM_UP, keys });
      const groups = (await now.groups()).filter((group) => group.every((key) => known.has(key)));
      const progress = startProgress('groups', sizes.length * (groups.length + 1));
      for (const size of sizes)
        for (const group of [...groups, PANEL]) {
          const seconds: [number[], number[]] = [[], []];
          for (let pair = 0; pair < pairs; pair++) {
            // Whichever runs first finds colder caches: each does in turn.
            for (const side of pair % 2 === 0 ? [0, 1] : [1, 0])
              seconds[side]!.push((await [now, then][side]!.time({ kind: 'metrics', size, keys: group })).cpu_seconds);
          }
          comparisons.push({ ...size, keys: group, ratio: pairedRatio(...seconds) });
          progress.advance(group.join(', '));
        }
      progress.stop();
      return comparisons;
    } finally {
      now.stop();
    }
  });
}
