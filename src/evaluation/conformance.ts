import { InputError } from '../core/input-error.ts';
import { zeros } from '../core/matrix.ts';
import { RandomStream } from '../core/random/stream.ts';
import { METRIC_KEYS } from '../metrics/catalogue.ts';
import { measure, type Measurement } from '../metrics/measure.ts';
import type { MetricResult } from '../metrics/metric.ts';
import { STRUCTURE_METRICS } from '../metrics/structure/catalogue.ts';
import { drawCell, resolveCell, type Cell } from '../suite/cell.ts';
import { DGPS } from '../suite/dgps/catalogue.ts';
import { GEOMETRIES } from '../suite/geometries/catalogue.ts';
import { TRACKS } from '../suite/tracks/catalogue.ts';
import type { Track, TrackInstance, Variant } from '../suite/tracks/track.ts';
import { diagnose } from './diagnosis.ts';
import { independentGaussian } from '../suite/dgps/independent-gaussian/index.ts';
import { equicorrelatedGaussian } from '../suite/dgps/equicorrelated-gaussian/index.ts';
import { discrete } from '../suite/dgps/discrete/index.ts';
import { functionalRedundancy } from '../suite/dgps/functional-redundancy/index.ts';
import { independentNonGaussian } from '../suite/dgps/independent-non-gaussian/index.ts';
import { jointRedundancy } from '../suite/dgps/joint-redundancy/index.ts';
import { linearScm } from '../suite/dgps/linear-scm/index.ts';
import { sparse } from '../suite/dgps/sparse/index.ts';
import { permutationScale } from '../suite/geometries/permutation-scale/index.ts';
import { elementwiseNonlinear } from '../suite/geometries/elementwise-nonlinear/index.ts';
import { denseLinear } from '../suite/geometries/dense-linear/index.ts';
import { disjointGroups } from '../suite/geometries/disjoint-groups/index.ts';
import { gaussianNoise } from '../suite/geometries/gaussian-noise/index.ts';
import { additiveNoise } from '../suite/geometries/additive-noise/index.ts';
import { untrainedNetwork } from '../suite/geometries/untrained-network/index.ts';

/** What a conformance cell computes: arrays, compared bit for bit, or a JSON document. */
export type ConformanceOutput = readonly (Float32Array | Float64Array | Int32Array)[] | { readonly document: unknown };

/** One small computation whose output belongs to the suite's definition. */
export interface ConformanceCell {
  readonly id: string;
  compute(): ConformanceOutput;
}

/** Rows of a small draw: enough to run through every branch of a generator many times. */
const DRAW_ROWS = 64;
const STREAM_DRAWS = 256;
/** Factors of the stress-test suite's small cells: the fewest with which every DGP and geometry can be drawn. */
const SUITE_FACTORS = 5;
/** Small cells on which every metric is computed: each kind of dependence with each kind of encoder. */
const METRIC_CELLS = {
  dgps: [independentGaussian, equicorrelatedGaussian],
  geometries: [permutationScale, elementwiseNonlinear, denseLinear, gaussianNoise],
  n: 200,
  d: 3,
} as const;
/** Diagnoses: one cell for each way down the taxonomy. */
const DIAGNOSIS_CELLS = {
  geometries: [
    permutationScale,
    elementwiseNonlinear,
    denseLinear,
    disjointGroups,
    gaussianNoise,
    additiveNoise,
    untrainedNetwork,
  ],
  dgp: equicorrelatedGaussian.id,
  n: 2000,
  d: 3,
} as const;
/** Factors that every geometry is drawn with. Fixed, so that a further DGP leaves the cells of geometries as they are. */
const PARTNERS = [
  independentGaussian,
  equicorrelatedGaussian,
  functionalRedundancy,
  jointRedundancy,
  independentNonGaussian,
  discrete,
  linearScm,
  sparse,
] as const;
const SEED = 0;
const VARIANTS: readonly Variant[] = ['main', 'twin'];

function* streamCells(): Generator<ConformanceCell> {
  const draws: Readonly<Record<string, (stream: RandomStream) => number>> = {
    uniform: (stream) => stream.uniform(),
    normal: (stream) => stream.normal(),
    laplace: (stream) => stream.laplace(),
    below: (stream) => stream.below(1000),
    sign: (stream) => stream.sign(),
  };
  for (const [name, draw] of Object.entries(draws)) {
    yield {
      id: `stream/${name}`,
      compute() {
        const stream = new RandomStream('custodes/conformance', 'stream', name, 0);
        return [Float64Array.from({ length: STREAM_DRAWS }, () => draw(stream))];
      },
    };
  }
  yield {
    id: 'stream/permutation',
    compute: () => [new RandomStream('custodes/conformance', 'stream', 'permutation', 0).permutation(STREAM_DRAWS)],
  };
}

/** A cell with default parameters, or null where its DGP and geometry do not go together. */
function defaultCell(dgp: string, geometry: string): Cell | null {
  try {
    return resolveCell({ dgp, geometry, n: DRAW_ROWS, d: SUITE_FACTORS });
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function* suiteCells(): Generator<ConformanceCell> {
  for (const dgp of DGPS) {
    const draw = () => {
      const cell = GEOMETRIES.map((geometry) => defaultCell(dgp.id, geometry.id)).find((found) => found !== null);
      return cell ? [drawCell(cell, SEED).factors.data] : [];
    };
    yield { id: `dgp/${dgp.id}`, compute: draw };
  }
  for (const geometry of GEOMETRIES) {
    const cells = () => PARTNERS.map((dgp) => defaultCell(dgp.id, geometry.id));
    yield {
      id: `geometry/${geometry.id}/codes`,
      compute: () => cells().flatMap((cell) => (cell ? [drawCell(cell, SEED).codes.data] : [])),
    };
    yield { id: `geometry/${geometry.id}/truth`, compute: () => ({ document: cells().map((cell) => cell?.truth ?? null) }) };
  }
}

/** A result without the wording of its remarks, which may be mended at any time. */
function wordless({ score, parts, diagnostics }: MetricResult): unknown {
  return { score, parts, diagnostics: diagnostics.map(({ code }) => code) };
}

function* metricCells(): Generator<ConformanceCell> {
  const { dgps, geometries, n, d } = METRIC_CELLS;
  let measured: Measurement[] | undefined;
  const measurements = () =>
    (measured ??= dgps.flatMap(({ id: dgp }) =>
      geometries.map(({ id: geometry }) => {
        const { factors, codes } = drawCell(resolveCell({ dgp, geometry, n, d }), SEED);
        return measure(factors, codes, { seed: SEED });
      }),
    ));
  for (const key of METRIC_KEYS) {
    const results = () => measurements().map(({ metrics }) => (metrics[key] ? wordless(metrics[key]) : null));
    yield { id: `metric/${key}`, compute: () => ({ document: results() }) };
  }
}

/** The parts that speak of blocks, with the first factor as the content. */
function blockCell(): ConformanceCell {
  const { n, d } = METRIC_CELLS;
  const blocks = { content: [0], style: Array.from({ length: d - 1 }, (_, j) => j + 1) };
  return {
    id: 'metric/r2_kernel/blocks',
    compute() {
      const results = METRIC_CELLS.geometries.map(({ id: geometry }) => {
        const { factors, codes } = drawCell(resolveCell({ dgp: equicorrelatedGaussian.id, geometry, n, d }), SEED);
        return wordless(measure(factors, codes, { seed: SEED, metrics: ['r2_kernel'], blocks }).metrics.r2_kernel!);
      });
      return { document: results };
    },
  };
}

function* diagnosisCells(): Generator<ConformanceCell> {
  const { geometries, dgp, n, d } = DIAGNOSIS_CELLS;
  for (const { id: geometry } of geometries) {
    const compute = () => {
      const { factors, codes } = drawCell(resolveCell({ dgp, geometry, n, d }), SEED);
      return { document: diagnose(factors, codes) };
    };
    yield { id: `diagnosis/${geometry}`, compute };
  }
}

/** A graph and a dictionary that are right in part, drawn with the codes that they speak of. */
function* structureCells(): Generator<ConformanceCell> {
  const rows = { n: DRAW_ROWS, d: SUITE_FACTORS };
  for (const { key, compute } of Object.values(STRUCTURE_METRICS)) {
    yield {
      id: `metric/${key}`,
      compute() {
        const stream = new RandomStream('custodes/conformance', 'structure', key, SEED);
        const { factors, codes } = drawCell(resolveCell({ dgp: linearScm.id, geometry: permutationScale.id, ...rows }), SEED);
        const draw = key === 'shd' ? () => stream.below(2) : () => stream.normal();
        const random = () => ({ ...zeros(rows.d, rows.d), data: Float64Array.from({ length: rows.d * rows.d }, draw) });
        return { document: wordless(compute({ factors, codes }, { truth: random(), submitted: random() })) };
      },
    };
  }
}

function instanceOutput(instance: TrackInstance): ConformanceOutput {
  const { factors, observations } = instance.drawEvaluation('conformance', DRAW_ROWS);
  const training = [...instance.drawTraining('train', DRAW_ROWS, DRAW_ROWS)].flat();
  const { structure } = instance;
  return [factors.data, observations, ...training, ...(structure ? [structure.truth.data] : [])];
}

function* trackCells(track: Track): Generator<ConformanceCell> {
  for (const variant of VARIANTS) {
    for (let index = 0; index < track.instanceCount; index++) {
      const id = `track/${track.id}/${variant}/${index}`;
      yield { id: `${id}/parameters`, compute: () => ({ document: track.createInstance(index, variant).parameters }) };
      yield { id: `${id}/draws`, compute: () => instanceOutput(track.createInstance(index, variant)) };
    }
  }
}

/** All cells that define a suite version, from the catalogues: what is added there enters by itself. */
export function* conformanceCells(): Generator<ConformanceCell> {
  yield* streamCells();
  yield* suiteCells();
  yield* metricCells();
  yield blockCell();
  yield* diagnosisCells();
  yield* structureCells();
  for (const track of TRACKS) yield* trackCells(track);
}
