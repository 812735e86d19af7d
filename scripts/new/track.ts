import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../src/core/input-error.ts';
import { TRACKS } from '../../src/suite/tracks/catalogue.ts';
import { variableName } from '../lists/generated-list.ts';
import { TRACK_LISTS } from '../lists/suite-lists.ts';
import { markerTest } from './marker-test.ts';
import { checkName } from './names.ts';
import { TO_WRITE, type Kind, type Scaffold } from './scaffold.ts';
import { alignSteps } from './steps.ts';

const OPTION = 'track';
const ROOM = 'src/suite/tracks';
const RULE = {
  pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  words: 'lower-case letters, digits and single hyphens, a letter first: for example heavy-tails',
};

const homeOf = (id: string): string => `import { RandomStream } from '../../../core/random/stream.ts';
import { assertInstance } from '../chunks.ts';
import { conditionedMatrix, multiply, type Rows } from '../mixing-matrix.ts';
import { drawObserved, observeChunks } from '../observed-rows.ts';
import { drawSource, SOURCE_PARAMETERS, type SourceFamily } from '../sources.ts';
import type { Track, TrackInstance, TrainingSplit, Variant } from '../track.ts';

const ID = '${id}';
const VERSION = '1';
const INSTANCE_COUNT = 12;
const D = 5;
const CONDITION_NUMBER = 3;

/** What an instance is made of, as data. */
interface Parameters extends Readonly<Record<string, unknown>> {
  readonly d: number;
  readonly source: { readonly family: SourceFamily; readonly parameters: Readonly<Record<string, number>> };
  /** x = A z. */
  readonly mixing: { readonly matrix: Rows };
}

function parametersOf(index: number, variant: Variant): Parameters {
  // Named without the variant: the twin has the same mixing, and lacks the assumption alone.
  const stream = new RandomStream('custodes/tracks', ID, VERSION, 'mixing', index);
  const family = variant === 'main' ? 'laplace' : 'gaussian';
  return {
    d: D,
    source: { family, parameters: SOURCE_PARAMETERS[family] },
    mixing: { matrix: conditionedMatrix(stream, D, CONDITION_NUMBER) },
  };
}

function createInstance(index: number, variant: Variant): TrackInstance {
  assertInstance(ID, index, INSTANCE_COUNT);
  const parameters = parametersOf(index, variant);
  const { source, mixing } = parameters;

  const stream = (...name: string[]) => new RandomStream('custodes/tracks', ID, VERSION, variant, index, ...name);
  const observation = new Float64Array(D);
  const observe = (factors: Float64Array) => {
    multiply(mixing.matrix, factors, observation);
    return observation;
  };
  const drawFrom = (random: RandomStream) => (factors: Float64Array) => {
    for (let j = 0; j < D; j++) factors[j] = drawSource(source.family, random);
  };

  return {
    index,
    variant,
    d: D,
    observationShape: [D],
    parameters,
    trainingArrays: [{ name: 'x', rowShape: [D], type: 'float32' }],
    drawEvaluation: (seed: string, n: number) => drawObserved(n, D, drawFrom(stream('evaluation', seed)), observe),
    *drawTraining(split: TrainingSplit, n: number, chunkRows: number) {
      for (const x of observeChunks(n, chunkRows, D, drawFrom(stream('training', split)), observe)) yield [x];
    },
  };
}

/** ${TO_WRITE} one sentence that says what is to be recovered from what. Until then: a linear mix of Laplace factors. */
export const ${variableName(id)}: Track = {
  id: ID,
  version: VERSION,
  title: '${TO_WRITE} title of ${id}',
  theorem: {
    statement: '${TO_WRITE} the guarantee in a sentence.',
    source: { title: '${TO_WRITE} authors, title, venue, theorem', url: 'https://example.org/', year: 2000 },
    assumptions: ['${TO_WRITE} the first assumption.', '${TO_WRITE} the second assumption, which the twin breaks.'],
    twin: '${TO_WRITE} what the twin changes, and what is left to recover then.',
  },
  equivalenceClass: 'affine-elementwise',
  instanceCount: INSTANCE_COUNT,
  trainingRows: 20_000,
  evaluationRows: 20_000,
  given: '${TO_WRITE} what a learner is given.',
  createInstance,
};
`;

const testOf = (id: string): string => `import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { columnsOf, meanOf } from '../../../../tests/suite/support/moments.ts';
import { ${variableName(id)} } from './index.ts';

it('has factors of which the twin lacks what the theorem needs', () => {
  // ${TO_WRITE} a number of the factors that the assumption sets, in both variants by the formula. Here: mean of the fourth power.
  const moments = { main: Number.NaN, twin: Number.NaN };
  for (const variant of ['main', 'twin'] as const) {
    const { factors } = ${variableName(id)}.createInstance(0, variant).drawEvaluation('ab'.repeat(32), 20_000);
    const fourth = columnsOf(factors).map((values) => meanOf(values.map((value) => value ** 4)));
    expect(meanOf(Float64Array.from(fourth))).toBeCloseTo(moments[variant], 0);
  }
});

${markerTest([`${ROOM}/${id}/index.ts`, `${ROOM}/${id}/index.test.ts`, `content/tracks/${id}.mdx`])}`;

const proseOf = (id: string): string => `---
summary: '${TO_WRITE} one sentence that asks who recovers what of ${id}, and from what.'
---

{/* ${TO_WRITE} every section, then take this line away. */}

## What makes it identifiable

The assumption that the twin breaks, and why nothing can be recovered without it.
`;

/** Whoever leaves out the slug of a submission gives only the track that it should start with. */
function refuseExisting(id: string): void {
  if (!TRACKS.some((track) => track.id === id)) return;
  const fix = `choose another name; to enter this track: npm run -s new -- <slug> --${OPTION} ${id}`;
  throw new InputError({ path: `--${OPTION}`, rule: `"${id}" is a track already`, fix });
}

function scaffold(id: string, root: string): Scaffold {
  refuseExisting(id);
  const beside = readdirSync(join(root, ROOM)).map((entry) => entry.replace(/(\.test)?\.ts$/, ''));
  checkName(`--${OPTION}`, id, RULE, beside);
  const folder = `${ROOM}/${id}`;
  return {
    files: {
      [`${folder}/index.ts`]: homeOf(id),
      [`${folder}/index.test.ts`]: testOf(id),
      [`content/tracks/${id}.mdx`]: proseOf(id),
    },
    next: [
      ...alignSteps([
        [`npm run -s unit -- ${folder}`, 'fails, and says what to write'],
        [`npm run -s unit -- ${ROOM}`, 'holds it to what is asked of every track'],
        [`npm run -s data -- ${id} --n 100 --out train.npz`, 'writes training data'],
      ]),
      'The page "Add a track" of the documentation says more: content/docs/add-a-track.mdx',
    ],
  };
}

export const trackKind: Kind = {
  option: OPTION,
  value: 'track',
  description: 'without a slug: a track, as data and without a board; with a slug: the track that the submission starts with',
  lists: TRACK_LISTS,
  scaffold,
};
