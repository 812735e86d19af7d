import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/input-error.ts';
import { column } from '../../core/matrix.ts';
import { findTrack, TRACKS } from './catalogue.ts';
import { drawRows } from './draw-rows.ts';
import type { TrackInstance, TrainingSplit } from './track.ts';

const SEED = 'ab'.repeat(32);

/** Tracks whose factors depend on each other by design; their own tests say how. */
const DEPENDENT = ['content-style', 'interventions', 'superposition'];

/** Images are many numbers each. */
const fewer = ({ observationShape }: TrackInstance, n: number) => (observationShape.length > 1 ? n / 10 : n);

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
    expect(() => findTrack('no-such')).toThrow(/linear-ica, segments, temporal/);
  });
});

describe.each(TRACKS)('$id', (track) => {
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
    const n = fewer(instance, 100);
    const whole = training(instance, 'train', n, n);
    for (const chunkRows of [1, 7, 64, 1000]) expect(training(instance, 'train', n, chunkRows)).toEqual(whole);
    const longer = training(instance, 'train', 1.2 * n, 50);
    whole.forEach((values, k) => expect(longer[k]!.slice(0, values.length)).toEqual(values));
  });

  it('draws training, validation and evaluation rows that have none in common', () => {
    const instance = track.createInstance(2, 'main');
    const n = fewer(instance, 200);
    const { observations } = instance.drawEvaluation(SEED, n);
    const rows = (values: ArrayLike<number>) => {
      const width = values.length / n;
      return Array.from({ length: n }, (_, i) => Array.from({ length: width }, (_, k) => values[i * width + k]).join());
    };
    const draws = [
      rows(training(instance, 'train', n, n)[0]!),
      rows(training(instance, 'validation', n, n)[0]!),
      rows(observations),
      rows(instance.drawEvaluation('cd'.repeat(32), n).observations),
    ];
    expect(new Set(draws.flat()).size).toBe(4 * n);
  });

  it('repeats an evaluation draw from its seed', () => {
    const [first, second] = [0, 1].map(() => track.createInstance(3, 'main').drawEvaluation(SEED, 50));
    expect(second).toEqual(first);
  });

  it.skipIf(DEPENDENT.includes(track.id))('draws factors of which no two correlate beyond chance', () => {
    const n = 20_000;
    const instance = track.createInstance(4, 'main');
    const { d } = instance;
    const { factors } = drawRows(instance, SEED, n);
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
    [
      'segments',
      'main',
      '78afae06f658aa8e8970398270a84da3171141ce8847d917361c5f1ac7a69cec',
      'ac140185575c18d09d34f1348f9aba1435b832527e436d21a8a88b852823f0a5',
    ],
    [
      'segments',
      'twin',
      '7675cf96629b48e9e4fcace751c076ced9d5767601a1806a795bd5ef8bb3f20a',
      'b050ad70c37047aa67369a4216c454e87197406d38e8c1475d55f823ec9f8296',
    ],
    [
      'temporal',
      'main',
      '40616c44dbc3f33cfe47738393099a79d6393377c715c0451b3354050c1ddbcb',
      '32aac6ca54e3d7ad3c0ea24c7f3bf9af1a03b45085cd8ecbfa3f7964b66575d0',
    ],
    [
      'temporal',
      'twin',
      '1966c62e9085c4f91d44d4d46a660453eef71cd0315addbeda082505c2b1bb4f',
      'f5d8ac485cbd8c32834d073e01598921d00b71e05465dcdc7ec8b0d28b7e674d',
    ],
    [
      'contrastive-sphere',
      'main',
      '443bd4bd8d25a23f8bdbda9bbe2bcadde88dbbba94dd2620c2fe2e8abdd0e57b',
      '30f11ec2b60693fbd9c9588f8ea48a04773592825f40ce037daf1b1e8de6e696',
    ],
    [
      'contrastive-sphere',
      'twin',
      '127281b994235d05f6a5a9b148dc5eb865786eae0b4d8f510a39511a94f8b2f6',
      '4324e4d55312474a7d1f53fa91e88fa4080695feca127f2be186ff8c773f5064',
    ],
    [
      'content-style',
      'main',
      'e7a34c89af53f28193eb1ff56385d827ca377ef0e290d5cc60ecd6ff4e066d7e',
      'd51d3c36b8cd96c252a56701bf013168485fe4072b46700915d841fbcb122fb0',
    ],
    [
      'content-style',
      'twin',
      '002e51161272fce4c0c46e6678c641a4a8aa1b631f124c26990b7b11cf03228a',
      'edabe04b1ec8f16b5fdc8897ccc7a8858c0ef1374e4da695a0dd2d3275e1579f',
    ],
    [
      'interventions',
      'main',
      '7dd6819187d26960ee0ee0267e87c8ca5d61476cf97c26afa58f5a3316e919c6',
      '55224d1141c2cb66565ef4da504e9a9ec1cdc52798ecdb72157dad63c68fcc50',
    ],
    [
      'interventions',
      'twin',
      '3ae44113cb648eff020affcb542e593451d0a5b1e284c8be39b22c0241cdc7d0',
      '8aaa262eb31bc08f0c113c6fa689d3eec95348b31e203ca94387753888aab5ca',
    ],
    [
      'superposition',
      'main',
      '2a0bf32cd6231585b35120a2eb4ca27fbc03a77aa1b6308f4b5a231866a0b1aa',
      '1c43e76ff89ca9e7b23e78a3d147718bd81f3f2235ff9c37561d871adcbc2c27',
    ],
    [
      'superposition',
      'twin',
      'bee6d103f234e5965b7766bfd6750d6eaf1c7845f3418f6dddf0fd95f8cec5c3',
      '2a99a32973dc261206398fcab0d1663c13249836c5f92a105b9bdbd3dbd2aff6',
    ],
    [
      'sprites',
      'main',
      '0c1f6edcd755e895cdaa2a6068f6d461ed36996e3f87b6921d8b0de660ed4ebb',
      'e5b1ddbd851135447e5ebeb91a870cb4dad1636651ffc030ec2b7eba1bd75ac3',
    ],
    [
      'sprites',
      'twin',
      '185fa80ac1371715b17132183dfa31378ca98f88e1eb971523fe3ebd4a57078c',
      '8073535b95ab04bac6d880f6235ebb797e1ee474fcc393c15f247d36e8d50c5a',
    ],
  ] as const)('%s %s', (id, variant, evaluation, train) => {
    const track = findTrack(id);
    const instances = Array.from({ length: track.instanceCount }, (_, index) => track.createInstance(index, variant));
    const draws = instances.map((instance) => instance.drawEvaluation(SEED, 20));
    expect(digest(...draws.flatMap(({ factors, observations }) => [factors.data, observations]))).toBe(evaluation);
    expect(digest(...instances.flatMap((instance) => [...instance.drawTraining('train', 20, 20)].flat()))).toBe(train);
  });
});
