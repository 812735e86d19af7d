import { InputError } from '../src/core/input-error.ts';
import { type Matrix, zeros } from '../src/core/matrix.ts';
import { RandomStream } from '../src/core/random/stream.ts';
import { METRIC_KEYS, METRICS, type MetricKey } from '../src/metrics/catalogue.ts';
import { measure } from '../src/metrics/measure.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { startProgress } from '../src/runtime/node/progress.ts';
import { TRACKS } from '../src/suite/tracks/catalogue.ts';

/** Something whose time is of interest. */
interface Case {
  readonly name: string;
  readonly run: () => void;
}

interface Figure {
  readonly name: string;
  /** Median over the repeats. */
  readonly seconds: number;
  /** To the yardstick: compares machines, and releases on one machine, better than seconds do. */
  readonly ratio: number;
}

const YARDSTICK_ROWS = 200_000;
const FACTORS = 10;
/** Codes that share part of their variance with the factors, so that no metric takes a short cut. */
const SHARED_WEIGHT = 0.7;

function normalMatrix(name: string, rows: number): Matrix {
  const matrix = zeros(rows, FACTORS);
  new RandomStream('custodes/bench', name).fillNormal(matrix.data);
  return matrix;
}

/** Plain floating-point work, as metrics do it: the Gram matrix of many rows. */
function yardstick(): Case {
  const { data } = normalMatrix('yardstick', YARDSTICK_ROWS);
  return {
    name: 'yardstick',
    run: () => {
      for (let a = 0; a < FACTORS; a++) {
        for (let b = 0; b < FACTORS; b++) {
          let sum = 0;
          for (let i = 0; i < YARDSTICK_ROWS; i++) sum += data[a * YARDSTICK_ROWS + i]! * data[b * YARDSTICK_ROWS + i]!;
          if (Number.isNaN(sum)) throw new Error('the yardstick broke');
        }
      }
    },
  };
}

function metricCases(n: number): Case[] {
  const factors = normalMatrix('factors', n);
  const codes = normalMatrix('codes', n);
  for (let i = 0; i < codes.data.length; i++) codes.data[i] = SHARED_WEIGHT * factors.data[i]! + codes.data[i]!;
  const groups = Map.groupBy(METRIC_KEYS, (key) => METRICS[key].group);
  return [...groups].map(([group, keys]: [string, readonly MetricKey[]]) => ({
    name: `${group}, n = ${n}, d = m = ${FACTORS}`,
    run: () => void measure(factors, codes, { metrics: keys }),
  }));
}

function drawCases(n: number): Case[] {
  return TRACKS.map((track) => {
    const instance = track.createInstance(0, 'main');
    return { name: `draw of ${track.id}, n = ${n}`, run: () => void instance.drawEvaluation('bench', n) };
  });
}

function medianSeconds({ run }: Case, repeats: number): number {
  const times = Array.from({ length: repeats }, () => {
    const started = performance.now();
    run();
    return (performance.now() - started) / 1000;
  }).sort((a, b) => a - b);
  return times[Math.floor(repeats / 2)]!;
}

function parseCount(option: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InputError({ path: option, rule: `"${text}" is no count`, fix: 'give a whole number above 0' });
}

const command = createCommand('bench', 'Times metrics and draws. Figures to compare, never a test that fails on time.')
  .option('--n <rows>', 'rows of the arrays', '20000')
  .option('--repeats <count>', 'runs of each case, of which the median counts', '3')
  .option('--json', 'print one JSON document')
  .action((options: { n: string; repeats: string; json?: true }) => {
    const n = parseCount('--n', options.n);
    const repeats = parseCount('--repeats', options.repeats);
    const cases = [...metricCases(n), ...drawCases(n)];
    const unit = medianSeconds(yardstick(), repeats);
    const progress = startProgress('cases', cases.length);
    const figures: Figure[] = [{ name: `yardstick (Gram matrix, ${YARDSTICK_ROWS} × ${FACTORS})`, seconds: unit, ratio: 1 }];
    for (const one of cases) {
      const seconds = medianSeconds(one, repeats);
      figures.push({ name: one.name, seconds, ratio: seconds / unit });
      progress.advance(one.name);
    }
    progress.stop();
    if (options.json) printJson({ n, repeats, node: process.version, figures });
    else
      for (const { name, seconds, ratio } of figures)
        console.log(`${name.padEnd(44)} ${seconds.toFixed(3)} s ${ratio.toFixed(1)}×`);
  });

await runCommand(command);
