import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { METRIC_KEYS, type MetricKey } from '../../src/metrics/catalogue.ts';
import { engineCommit } from '../../src/runtime/node/engine.ts';
import { startProgress } from '../../src/runtime/node/progress.ts';
import type {
  BenchFigure,
  BenchReport,
  BenchSize,
  GridFigures,
  PanelFigures,
  ReferenceFigure,
  SizeFigures,
} from '../../src/views/bench-report.ts';
import { Engine } from './engine-client.ts';
import type { EngineTask, Timing } from './engine-task.ts';
import { machineFacts } from './machine.ts';
import { DEAR, GRID, GRID_SAMPLE, nameOf, PANEL } from './panel.ts';
import { Reference, REFERENCE_DEAR, REFERENCE_PANEL, type ReferenceTimes } from './reference-client.ts';
import { median, pairedRatio } from './statistics.ts';

export interface BenchOptions {
  readonly root: string;
  readonly sizes: readonly BenchSize[];
  readonly withGrid: boolean;
  readonly repeats: number;
  /** A Python interpreter, to run `reference.py` in turn with ours. */
  readonly python: string | null;
  /** Largest n·d·m on which the reference is run: it takes minutes beyond. */
  readonly referenceLimit: number;
}

/** Characters of 2026-11-25. */
const DAY_LENGTH = 10;
/** Long runs are not repeated: once something has taken so many seconds in all. */
const ENOUGH_SECONDS = 30;
/** Compiles what is timed afterwards. */
const WARM_UP: BenchSize = { n: 400, d: 3, m: 3 };

function figureOf(timings: readonly Timing[]): BenchFigure {
  return {
    seconds: median(timings.map(({ seconds }) => seconds)),
    cpu_seconds: median(timings.map(({ cpu_seconds }) => cpu_seconds)),
    runs: timings.length,
  };
}

const totalOf = (byMetric: Readonly<Record<string, number>>): number =>
  Object.values(byMetric).reduce((sum, value) => sum + value, 0);

interface Runs {
  readonly single: Timing[];
  readonly threads: Timing[];
  readonly reference: ReferenceTimes[];
}

function referenceOf({ single, threads, reference }: Runs): ReferenceFigure | null {
  if (reference.length === 0) return null;
  const names = Object.keys(reference[0]!.seconds);
  const totals = reference.map(({ seconds }) => totalOf(seconds));
  const cpuTotals = reference.map(({ cpu_seconds }) => totalOf(cpu_seconds));
  return {
    seconds: median(totals),
    cpu_seconds: median(cpuTotals),
    cpu_by_metric: Object.fromEntries(names.map((name) => [name, median(reference.map((times) => times.cpu_seconds[name]!))])),
    ratio: pairedRatio(
      cpuTotals,
      single.map(({ cpu_seconds }) => cpu_seconds),
    ),
    ratio_threads: pairedRatio(
      totals,
      threads.map(({ seconds }) => seconds),
    ),
  };
}

/** Runs single, threads and reference in turn, so that what else the machine does meets all of them. */
async function inTurn(
  engine: Engine,
  tasks: { readonly single: EngineTask; readonly threads: EngineTask },
  repeats: number,
  runReference: (() => Promise<ReferenceTimes>) | null,
): Promise<Runs> {
  const runs: Runs = { single: [], threads: [], reference: [] };
  for (let spent = 0; runs.single.length < repeats && spent < ENOUGH_SECONDS;) {
    const single = await engine.time(tasks.single);
    const threads = await engine.time(tasks.threads);
    runs.single.push(single);
    runs.threads.push(threads);
    if (runReference !== null) runs.reference.push(await runReference());
    spent += single.seconds + threads.seconds + (runReference === null ? 0 : totalOf(runs.reference.at(-1)!.seconds));
  }
  return runs;
}

function panelOf(runs: Runs): PanelFigures {
  return { single: figureOf(runs.single), threads: figureOf(runs.threads), reference: referenceOf(runs) };
}

async function measureSize(
  size: BenchSize,
  { root, repeats, referenceLimit }: BenchOptions,
  workers: number,
  reference: Reference | null,
): Promise<SizeFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'custodes-bench-'));
  const engine = new Engine(root);
  try {
    await engine.time({ kind: 'metrics', size: WARM_UP, keys: METRIC_KEYS });
    const groups: (BenchFigure & { keys: readonly MetricKey[] })[] = [];
    let peak = 0;
    for (const keys of await engine.groups()) {
      const timings: Timing[] = [];
      for (let spent = 0; timings.length < repeats && spent < ENOUGH_SECONDS;) {
        timings.push(await engine.time({ kind: 'metrics', size, keys }));
        spent += timings.at(-1)!.seconds;
      }
      peak = timings.at(-1)!.peak_mb;
      groups.push({ keys, ...figureOf(timings) });
    }
    const files = { factors: join(folder, 'factors.npy'), codes: join(folder, 'codes.npy') };
    const isReferenced = reference !== null && size.n * size.d * size.m <= referenceLimit;
    if (isReferenced) await engine.time({ kind: 'write', size, ...files });
    const tasksOf = (keys: readonly MetricKey[]) => ({
      single: { kind: 'metrics', size, keys } as const,
      threads: { kind: 'threads', size, keys, workers } as const,
    });
    const runReference = isReferenced ? () => reference.time(files.factors, files.codes, REFERENCE_PANEL) : null;
    const panel = panelOf(await inTurn(engine, tasksOf(PANEL), repeats, runReference));
    const withRdc = await inTurn(engine, tasksOf([...PANEL, DEAR]), repeats, null);
    return {
      ...size,
      groups,
      panel,
      panel_with_rdc: { single: figureOf(withRdc.single), threads: figureOf(withRdc.threads) },
      peak_mb: { single: peak, threads: withRdc.threads.at(-1)!.peak_mb },
    };
  } finally {
    engine.stop();
    await rm(folder, { recursive: true });
  }
}

/** The reference on the sampled cells of the grid, one after the other. */
async function referenceGrid(engine: Engine, reference: Reference, folder: string): Promise<ReferenceTimes> {
  const totals = { seconds: {} as Record<string, number>, cpu_seconds: {} as Record<string, number> };
  const files = { factors: join(folder, 'factors.npy'), codes: join(folder, 'codes.npy') };
  for (const cell of GRID_SAMPLE) {
    await engine.time({ kind: 'write', cell, ...files });
    const times = await reference.time(files.factors, files.codes, [...REFERENCE_PANEL, REFERENCE_DEAR]);
    for (const kind of ['seconds', 'cpu_seconds'] as const)
      for (const [name, value] of Object.entries(times[kind])) totals[kind][name] = (totals[kind][name] ?? 0) + value;
  }
  return totals;
}

async function measureGrid({ root, repeats }: BenchOptions, workers: number, reference: Reference | null): Promise<GridFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'custodes-bench-'));
  const engine = new Engine(root);
  const keys = [...PANEL, DEAR];
  const tasksOf = (sampled: boolean) => ({
    single: { kind: 'grid', keys, workers: 1, sampled } as const,
    threads: { kind: 'grid', keys, workers, sampled } as const,
  });
  try {
    await engine.time({ kind: 'metrics', size: WARM_UP, keys });
    const all = await inTurn(engine, tasksOf(false), repeats, null);
    const sample = reference && (await inTurn(engine, tasksOf(true), 1, () => referenceGrid(engine, reference, folder)));
    return {
      cells: GRID.length,
      single: figureOf(all.single),
      threads: figureOf(all.threads),
      sample: sample && { cells: GRID_SAMPLE.length, ...panelOf(sample) },
    };
  } finally {
    engine.stop();
    await rm(folder, { recursive: true });
  }
}

/** Runs the whole benchmark. */
export async function measureReport(options: BenchOptions): Promise<BenchReport> {
  const { root, sizes, withGrid, python } = options;
  const machine = machineFacts();
  const workers = machine.cores;
  const reference = python === null ? null : new Reference(python);
  const progress = startProgress('parts', sizes.length + (withGrid ? 1 : 0));
  try {
    const measured: SizeFigures[] = [];
    for (const size of sizes) {
      measured.push(await measureSize(size, options, workers, reference));
      progress.advance(nameOf(size));
    }
    const grid = withGrid ? await measureGrid(options, workers, reference) : null;
    if (grid) progress.advance('grid');
    return {
      schema: 'custodes/bench/1',
      engine_commit: await engineCommit(root),
      measured_on: new Date().toISOString().slice(0, DAY_LENGTH),
      machine,
      workers,
      sizes: measured,
      grid,
    };
  } finally {
    progress.stop();
    reference?.stop();
  }
}
