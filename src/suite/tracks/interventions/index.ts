import { zeros } from '../../../core/matrix.ts';
import { RandomStream } from '../../../core/random/stream.ts';
import { drawLinearScm, type StructuralEquation } from '../../dgps/linear-scm/structural-equations.ts';
import { assertInstance, chunkSizes } from '../chunks.ts';
import { conditionedMatrix, multiply, type Rows } from '../mixing-matrix.ts';
import type { EvaluationDraw, Track, TrackInstance, TrainingSplit, Variant } from '../track.ts';

const ID = 'interventions';
const VERSION = '1';
const INSTANCE_COUNT = 12;
const D = 5;
/** The observational one, and one for each factor. */
const ENVIRONMENTS = D + 1;
const EDGE_PROBABILITY = 0.5;
/** Share of a child's variance that its parents explain. */
const EXPLAINED = 0.5;
const CONDITION_NUMBERS = { low: 2, high: 10 };
/**
 * Standard deviation of a factor while it is intervened on; without, every factor has variance 1 and noise of variance ½ or 1, so
 * that each intervention changes the noise as the theorem asks.
 */
const INTERVENED_DEVIATIONS = { low: 1.5, high: 2.5 };

interface Intervention {
  readonly target: number;
  readonly standard_deviation: number;
}

interface InterventionsParameters extends Readonly<Record<string, unknown>> {
  readonly d: number;
  /** In causal order: a factor is the weighted sum of its parents and of normal noise. */
  readonly causal_model: readonly StructuralEquation[];
  readonly edges: number;
  /** The k-th one acts in environment k + 1; in environment 0 none does. */
  readonly interventions: { readonly kind: 'perfect' | 'none'; readonly by_environment: readonly Intervention[] };
  /** x = A z. */
  readonly mixing: { readonly matrix: Rows; readonly condition_number: number };
}

function between({ low, high }: { readonly low: number; readonly high: number }, stream: RandomStream): number {
  return low + (high - low) * stream.uniform();
}

function parametersOf(index: number, variant: Variant): InterventionsParameters {
  // Named without the variant: the twin has the same graph and mixing.
  const stream = (part: string) => new RandomStream('custodes/tracks', ID, VERSION, part, index);
  const causal_model = drawLinearScm(stream('graph'), D, EDGE_PROBABILITY, EXPLAINED);
  const edges = causal_model.reduce((sum, { parents }) => sum + parents.length, 0);
  const acting = stream('interventions');
  const by_environment = [...acting.permutation(D)].map((target) => ({
    target,
    standard_deviation: between(INTERVENED_DEVIATIONS, acting),
  }));
  const mixed = stream('mixing');
  const condition_number = between(CONDITION_NUMBERS, mixed);
  const matrix = conditionedMatrix(mixed, D, condition_number);
  const interventions =
    variant === 'main' ? ({ kind: 'perfect', by_environment } as const) : ({ kind: 'none', by_environment: [] } as const);
  return { d: D, causal_model, edges, interventions, mixing: { matrix, condition_number } };
}

/** d × d adjacency of a causal model: entry (parent, child) is 1. */
function adjacency(equations: readonly StructuralEquation[]) {
  const graph = zeros(D, D);
  for (const { factor, parents } of equations) for (const parent of parents) graph.data[factor * D + parent.factor] = 1;
  return graph;
}

function createInstance(index: number, variant: Variant): TrackInstance {
  assertInstance(ID, index, INSTANCE_COUNT);
  const parameters = parametersOf(index, variant);
  const { causal_model, interventions, mixing } = parameters;
  const mixed = new Float64Array(D);

  const stream = (...name: string[]) => new RandomStream('custodes/tracks', ID, VERSION, variant, index, ...name);

  /** One row of factors; every row consumes as many random numbers, whatever acts on it. */
  function drawFactors(random: RandomStream, intervention: Intervention | undefined, factors: Float64Array): void {
    for (const { factor, parents, noiseDeviation } of causal_model) {
      const standard = random.normal();
      if (intervention?.target === factor) {
        factors[factor] = intervention.standard_deviation * standard;
        continue;
      }
      let value = noiseDeviation * standard;
      for (const parent of parents) value += parent.weight * factors[parent.factor]!;
      factors[factor] = value;
    }
  }

  return {
    index,
    variant,
    d: D,
    observationShape: [D],
    parameters,
    structure: { kind: 'graph', truth: adjacency(causal_model) },
    trainingArrays: [
      { name: 'x', rowShape: [D], type: 'float32' },
      { name: 'environment', rowShape: [], type: 'int32' },
    ],
    drawEvaluation(seed: string, n: number): EvaluationDraw {
      const random = stream('evaluation', seed);
      const factors = zeros(n, D);
      const observations = new Float32Array(n * D);
      const values = new Float64Array(D);
      for (let row = 0; row < n; row++) {
        drawFactors(random, undefined, values);
        for (let j = 0; j < D; j++) factors.data[j * n + row] = values[j]!;
        multiply(mixing.matrix, values, mixed);
        observations.set(mixed, row * D);
      }
      return { factors, observations };
    },
    *drawTraining(split: TrainingSplit, n: number, chunkRows: number) {
      const random = stream('training', split);
      const values = new Float64Array(D);
      for (const rows of chunkSizes(n, chunkRows)) {
        const x = new Float32Array(rows * D);
        const environment = new Int32Array(rows);
        for (let row = 0; row < rows; row++) {
          environment[row] = random.below(ENVIRONMENTS);
          drawFactors(random, interventions.by_environment[environment[row]! - 1], values);
          multiply(mixing.matrix, values, mixed);
          x.set(mixed, row * D);
        }
        yield [x, environment];
      }
    },
  };
}

/** Linear causal disentanglement: dependent Gaussian factors behind a linear mixing, and one intervention on each of them. */
export const interventions: Track = {
  id: ID,
  version: VERSION,
  title: 'Causal factors from interventions',
  theorem: {
    statement:
      'From one perfect intervention on each factor of a linear causal model behind an injective linear mixing, the factors are recovered up to order, sign and scale, and so is their graph.',
    source: {
      title: 'Squires, Seigal, Bhate and Uhler, Linear causal disentanglement via interventions, ICML, theorem 1',
      url: 'https://proceedings.mlr.press/v202/squires23a.html',
      year: 2023,
    },
    assumptions: [
      'The factors follow a linear structural causal model on a directed acyclic graph with independent noise; here the noise is Gaussian, so that no higher moment helps.',
      'The mixing x = Az has full column rank; here it is square with a condition number of at most 10.',
      'There are observational data, and for each factor one environment in which it alone is intervened on; which one it is, is not told.',
      'Interventions are perfect: the target no longer depends on its parents.',
      'Each intervention changes the variance of its target’s noise; here to between 2.25 and 6.25, from ½ or 1.',
      'The environment of every observation is known, and observations are free of further noise.',
    ],
    twin: 'All environments are observational and their labels are random (assumption 3 fails): x is one Gaussian, whose covariance every rotation of the whitened factors explains as well.',
  },
  equivalenceClass: 'affine-elementwise',
  structure: { kind: 'graph', required: false, mostCodes: D },
  instanceCount: INSTANCE_COUNT,
  trainingRows: 120_000,
  evaluationRows: 20_000,
  given:
    'Observations x with the number of their environment: 0 is observational, in 1 to 5 one unknown factor is intervened on. Codes are scored on observational rows; a graph of the codes (graph.npy) may come with an encoder.',
  createInstance,
};
