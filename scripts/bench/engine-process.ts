/** A process that times the engine of a working tree, which is its argument: this one, or a check-out of an older commit. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Matrix } from '../../src/core/matrix.ts';
import type * as npyModule from '../../src/core/npy.ts';
import type * as measureModule from '../../src/metrics/measure.ts';
import type * as groupsModule from '../../src/metrics/metric-groups.ts';
import type * as measurePoolModule from '../../src/runtime/node/measure-pool.ts';
import type * as stressPoolModule from '../../src/runtime/node/stress-pool.ts';
import type * as cellModule from '../../src/suite/cell.ts';
import { independentGaussian } from '../../src/suite/dgps/independent-gaussian/index.ts';
import { denseLinear } from '../../src/suite/geometries/dense-linear/index.ts';
import { overcompleteLinear } from '../../src/suite/geometries/overcomplete-linear/index.ts';
import type { EngineReply, EngineTask, Timing, WriteTask } from './engine-task.ts';
import type { BenchSize } from '../../src/views/bench-report.ts';
import { GRID, GRID_SAMPLE } from './panel.ts';

const root = process.argv[2]!;
const load = async <Module>(path: string): Promise<Module> => (await import(pathToFileURL(resolve(root, path)).href)) as Module;

const { drawCell, resolveCell } = await load<typeof cellModule>('src/suite/cell.ts');
const { measure } = await load<typeof measureModule>('src/metrics/measure.ts');
const { METRIC_GROUPS } = await load<typeof groupsModule>('src/metrics/metric-groups.ts');

const MILLISECONDS = 1000;
const MICROSECONDS = 1e6;

/** A dense linear mix of independent factors: no metric can take a short cut. */
let drawn: { readonly size: BenchSize; readonly arrays: { readonly factors: Matrix; readonly codes: Matrix } } | undefined;

function arraysOf(size: BenchSize): { readonly factors: Matrix; readonly codes: Matrix } {
  if (JSON.stringify(drawn?.size) !== JSON.stringify(size)) {
    const { id: geometry } = size.m === size.d ? denseLinear : overcompleteLinear;
    drawn = { size, arrays: drawCell(resolveCell({ dgp: independentGaussian.id, geometry, ...size }), 0) };
  }
  return drawn!.arrays;
}

async function time(run: () => unknown): Promise<Timing> {
  const started = performance.now();
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return {
    seconds: (performance.now() - started) / MILLISECONDS,
    cpu_seconds: (user + system) / MICROSECONDS,
    peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

async function timeThreads({ size, keys, workers }: Extract<EngineTask, { kind: 'threads' }>): Promise<Timing> {
  const { MeasurePool } = await load<typeof measurePoolModule>('src/runtime/node/measure-pool.ts');
  const { factors, codes } = arraysOf(size);
  const pool = new MeasurePool(workers);
  try {
    // A small panel first, so that the threads have compiled what they run, as a single thread has by then.
    const small = arraysOf({ n: 300, d: 3, m: 3 });
    for (let round = 0; round < 2 * workers; round++) await pool.measure(small.factors, small.codes, { metrics: keys });
    return await time(() => pool.measure(factors, codes, { metrics: keys }));
  } finally {
    await pool.close();
  }
}

async function timeGrid({ keys, workers, sampled }: Extract<EngineTask, { kind: 'grid' }>): Promise<Timing> {
  const requests = sampled ? GRID_SAMPLE : GRID;
  if (workers === 1)
    return await time(() => {
      for (const request of requests) {
        const { factors, codes } = drawCell(resolveCell(request), 0);
        measure(factors, codes, { metrics: keys });
      }
    });
  const { StressPool } = await load<typeof stressPoolModule>('src/runtime/node/stress-pool.ts');
  const pool = new StressPool(null, workers);
  const pending = await pool.prepare(requests.map((request) => ({ request, metrics: keys, seeds: 1 })));
  return await time(() => pool.run(pending, () => {}));
}

async function writeArrays({ factors, codes, ...what }: WriteTask): Promise<Timing> {
  const { formatNpy } = await load<typeof npyModule>('src/core/npy.ts');
  const arrays = 'size' in what ? arraysOf(what.size) : drawCell(resolveCell(what.cell), 0);
  return await time(async () => {
    for (const [path, { rows, columns, data }] of [
      [factors, arrays.factors],
      [codes, arrays.codes],
    ] as const) {
      const rowMajor = Float64Array.from(
        { length: data.length },
        (_, k) => data[(k % columns) * rows + Math.floor(k / columns)]!,
      );
      await writeFile(path, formatNpy(rowMajor, [rows, columns]));
    }
  });
}

async function answer(task: EngineTask): Promise<EngineReply> {
  switch (task.kind) {
    case 'groups':
      return { groups: METRIC_GROUPS.map(({ keys }) => keys) };
    case 'metrics': {
      const { factors, codes } = arraysOf(task.size);
      return { timing: await time(() => measure(factors, codes, { metrics: task.keys })) };
    }
    case 'threads':
      return { timing: await timeThreads(task) };
    case 'grid':
      return { timing: await timeGrid(task) };
    case 'write':
      return { timing: await writeArrays(task) };
  }
}

process.on('message', (task: EngineTask) => {
  void answer(task)
    .catch((error: unknown): EngineReply => ({
      failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }))
    .then((reply) => process.send!(reply));
});
