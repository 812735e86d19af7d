import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/input-error.ts';
import { column } from '../../core/matrix.ts';
import { findTrack, TRACKS } from './catalogue.ts';
import type { TrackInstance, TrainingSplit } from './track.ts';

const SEED = 'ab'.repeat(32);

function digest(...arrays: readonly (Float32Array | Float64Array | Int32Array)[]): string {
  const hash = sha256.create();
  for (const { buffer, byteOffset, byteLength } of arrays) hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  return bytesToHex(hash.digest());
}

/** Training arrays, each as one list. */
function training(instance: TrackInstance, split: TrainingSplit, n: number, chunkRows: number): number[][] {
  const chunks = [...instance.drawTraining(split, n, chunkRows)];
  return instance.trainingArrays.map((_, k) => chunks.flatMap((chunk) => Array.from(chunk[k]!)));
}

describe('findTrack', () => {
  it('finds every track by its identifier', () => {
    for (const track of TRACKS) expect(findTrack(track.id)).toBe(track);
  });

  it('says which tracks there are', () => {
    expect(() => findTrack('no-such')).toThrow(InputError);
    expect(() => findTrack('no-such')).toThrow(/linear-ica, contrastive-box/);
  });
});

describe.each(TRACKS)('$id', (track) => {
  it('ranks by a metric of its panel and reruns a part of it in the browser', () => {
    expect(track.panel).toContain(track.primary.metric);
    for (const metric of track.browserPanel) expect(track.panel).toContain(metric);
  });

  it('has the stated number of instances, each with parameters of its own, that survive JSON', () => {
    const seen = new Set<string>();
    for (let index = 0; index < track.instanceCount; index++) {
      const { parameters } = track.createInstance(index, 'main');
      expect(JSON.parse(JSON.stringify(parameters))).toEqual(parameters);
      seen.add(JSON.stringify(parameters['mixing']));
    }
    expect(seen.size).toBe(track.instanceCount);
    expect(() => track.createInstance(track.instanceCount, 'main')).toThrow(RangeError);
    expect(() => track.createInstance(-1, 'twin')).toThrow(RangeError);
  });

  it('gives the twin the same mixing and other training data', () => {
    for (let index = 0; index < track.instanceCount; index++) {
      const [main, twin] = [track.createInstance(index, 'main'), track.createInstance(index, 'twin')];
      expect(twin.parameters['mixing']).toEqual(main.parameters['mixing']);
      expect(twin.parameters).not.toEqual(main.parameters);
      expect(training(twin, 'train', 3, 3)).not.toEqual(training(main, 'train', 3, 3));
    }
  });

  it('draws the same training rows whatever the chunks, and a longer draw continues a shorter one', () => {
    const instance = track.createInstance(1, 'main');
    const whole = training(instance, 'train', 100, 100);
    for (const chunkRows of [1, 7, 64, 1000]) expect(training(instance, 'train', 100, chunkRows)).toEqual(whole);
    const longer = training(instance, 'train', 120, 50);
    whole.forEach((values, k) => expect(longer[k]!.slice(0, values.length)).toEqual(values));
  });

  it('draws training, validation and evaluation rows that have none in common', () => {
    const instance = track.createInstance(2, 'main');
    const { observations } = instance.drawEvaluation(SEED, 200);
    const first = (values: ArrayLike<number>) => Array.from(values).filter((_, i) => i % instance.d === 0);
    const draws = [
      first(training(instance, 'train', 200, 200)[0]!),
      first(training(instance, 'validation', 200, 200)[0]!),
      first(observations),
      first(instance.drawEvaluation('cd'.repeat(32), 200).observations),
    ];
    expect(new Set(draws.flat()).size).toBe(800);
  });

  it('repeats an evaluation draw from its seed', () => {
    const [first, second] = [0, 1].map(() => track.createInstance(3, 'main').drawEvaluation(SEED, 50));
    expect(second).toEqual(first);
  });

  it('draws independent factors: no two correlate beyond chance', () => {
    const n = 20_000;
    const { d, ...instance } = track.createInstance(4, 'main');
    const { factors } = instance.drawEvaluation(SEED, n);
    const standardised = Array.from({ length: d }, (_, j) => {
      const values = column(factors, j);
      const mean = values.reduce((sum, value) => sum + value, 0) / n;
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / n);
      return values.map((value) => (value - mean) / deviation);
    });
    for (let j = 0; j < d; j++) {
      for (let k = 0; k < j; k++) {
        const correlation = standardised[j]!.reduce((sum, value, i) => sum + value * standardised[k]![i]!, 0) / n;
        expect(Math.abs(correlation)).toBeLessThan(5 / Math.sqrt(n));
      }
    }
  });
});

/** The first bits of every track and variant. A changed digest is a changed draw: it needs a new track version. */
describe('draws are pinned', () => {
  it.each([
    [
      'linear-ica',
      'main',
      'ea28f934d9ae6a5e4f46b8799ed9c66ed1b20a7c4ebf1c7594b124df191e19f3',
      '0473f9f2a33b18fbb7026baeee303e9f26c9be50b807b336b55ca0f1cff8d741',
    ],
    [
      'linear-ica',
      'twin',
      '51f473a2e4be5e440d130005f178bb2a7af93e9f5bd60a4e8f7b1d7290a22c41',
      'e37a15cee0c8f5c05809b4f91ce17ff1d5b18ed91552688a2779e51b774479ee',
    ],
    [
      'contrastive-box',
      'main',
      'b88c659dae89cff0b241bf75092398d2c7fa71eef55649db5e82d82d3a32049b',
      'ec8f70eca50b3d04c7281b85dac65455f06d78cc4b2c99556b4a7a95f88290af',
    ],
    [
      'contrastive-box',
      'twin',
      'd0cce9428fe51afbbae6d2e2752b9572f6ae7c32faef61e49680f54d38635e15',
      '90b1ce9a8c83d258176fdafbc81aa7077eedab1ffcf3385419ba341b90d91df4',
    ],
  ] as const)('%s %s', (id, variant, evaluation, train) => {
    const instances = Array.from({ length: 12 }, (_, index) => findTrack(id).createInstance(index, variant));
    const draws = instances.map((instance) => instance.drawEvaluation(SEED, 20));
    expect(digest(...draws.flatMap(({ factors, observations }) => [factors.data, observations]))).toBe(evaluation);
    expect(digest(...instances.flatMap((instance) => [...instance.drawTraining('train', 20, 20)].flat()))).toBe(train);
  });
});
