import { RandomStream } from '../core/random/stream.ts';
import { TRACKS } from '../suite/tracks/catalogue.ts';
import type { Track, TrackInstance, Variant } from '../suite/tracks/track.ts';

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

function instanceOutput(instance: TrackInstance): ConformanceOutput {
  const { factors, observations } = instance.drawEvaluation('conformance', DRAW_ROWS);
  const training = [...instance.drawTraining('train', DRAW_ROWS, DRAW_ROWS)].flat();
  return [factors.data, observations, ...training];
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
  for (const track of TRACKS) yield* trackCells(track);
}
