import { InputError, type Fault } from '../../core/input-error.ts';
import { RandomStream } from '../../core/random/stream.ts';
import type { AtlasPlan } from '../../evaluation/atlas-plan.ts';
import { describeMetricAtlas, type MetricAtlas } from '../../evaluation/metric-atlas.ts';
import { mergeJobs } from '../../evaluation/stress-job.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';
import { atlasCommand, atlasPath, readAtlas } from './atlas-file.ts';
import { plannedLines, storedLines, type PlannedLine, type StoredLine } from './atlas-lines.ts';
import { StressRounds, type StressWatch } from './stress-rounds.ts';

/** Lines of the plan that a metric's file has not yet: what was added to the suite is computed when someone asks for it. */
interface AbsentLines {
  readonly metric: MetricKey;
  readonly lines: readonly string[];
  /** What computes them. */
  readonly command: string;
}

/** Lines that were recomputed bit for bit, and those that are not computed yet. */
export interface CheckedAtlas {
  readonly checked: readonly string[];
  readonly absent: readonly AbsentLines[];
}

type Entry = PlannedLine & { readonly stored: StoredLine };

/** What is wrong with a file whatever its numbers are. */
function findFaults(metric: MetricKey, document: MetricAtlas, plan: AtlasPlan, planned: readonly PlannedLine[]): Fault[] {
  const { cells: _cells, experiments: _experiments, ...head } = document;
  const fault = (rule: string): Fault => ({ path: atlasPath(metric), rule, fix: `recompute it with: ${atlasCommand(metric)}` });
  if (JSON.stringify(head) !== JSON.stringify(describeMetricAtlas(metric, plan)))
    return [fault('says of the metric or of how it is judged what the engine does not')];
  const keys = new Set(planned.map(({ key }) => key));
  const strangers = [...storedLines(document).keys()].filter((key) => !keys.has(key));
  return strangers.length === 0 ? [] : [fault(`has a line that is planned no longer: ${strangers[0]!}`)];
}

/**
 * Recomputes some lines of the committed atlas from nothing and compares every number, every verdict and the digest.
 *
 * @param metrics whose files are checked
 * @param sample number of lines, chosen by `seed` from all files; all where there are no more
 * @throws InputError with one fault for each line that differs, and for each file that speaks of something else than the plan
 */
export async function checkAtlas(
  root: string,
  plan: AtlasPlan,
  metrics: readonly MetricKey[],
  { sample, seed, workers }: { readonly sample: number; readonly seed: number; readonly workers?: number | undefined },
  watch: StressWatch,
): Promise<CheckedAtlas> {
  const files = await readAtlas(root);
  const entries: Entry[] = [];
  const absent: AbsentLines[] = [];
  const faults: Fault[] = [];
  for (const metric of metrics) {
    const planned = plannedLines(metric, plan);
    const document = files.get(metric);
    if (document !== undefined) faults.push(...findFaults(metric, document, plan, planned));
    const stored = document === undefined ? new Map<string, StoredLine>() : storedLines(document);
    entries.push(...planned.flatMap((line) => (stored.has(line.key) ? [{ ...line, stored: stored.get(line.key)! }] : [])));
    const lines = planned.filter(({ key }) => !stored.has(key)).map(({ name }) => name);
    if (lines.length > 0) absent.push({ metric, lines, command: atlasCommand(metric) });
  }
  if (faults.length > 0) throw new InputError(...faults);
  const count = Math.min(sample, entries.length);
  const chosen = [...new RandomStream('custodes/atlas-check', seed).choice(entries.length, count)].map((i) => entries[i]!);
  const rounds = new StressRounds(null, workers, watch);
  await rounds.compute((scoresOf) => mergeJobs(chosen.flatMap((entry) => entry.needs(scoresOf))));
  const differing = chosen.flatMap(({ metric, name, stored, compute }): Fault[] => {
    const recomputed = compute(rounds.scoresOf);
    if (JSON.stringify(recomputed) === JSON.stringify(stored)) return [];
    const rule = `${name} is recorded as ${stored.digest} and recomputed as ${recomputed.digest}`;
    return [{ path: atlasPath(metric), rule, fix: `recompute it with: ${atlasCommand(metric)}` }];
  });
  if (differing.length > 0) throw new InputError(...differing);
  return { checked: chosen.map(({ name }) => name), absent };
}
