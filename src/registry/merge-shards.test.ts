import { inventedContent, suiteOf } from '../../tests/support/invented-suite.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linearIca } from '../suite/tracks/linear-ica/index.ts';
import { sha256Hex } from './digest.ts';
import { cellName, evaluationCells, type EvaluationCell } from './evaluation-cells.ts';
import { makeMeasured, makeRecord, recordText, type RecordSource } from './make-record.ts';
import { mergeShards } from './merge-shards.ts';
import type { InstanceMeasurement, Run } from './record.ts';
import { cellsOfShard, parseShard, type Shard } from './shard.ts';
import { shardDocument, type ShardFile } from './shard-file.ts';
import { exampleManifest } from './submission-scaffold.ts';
import type { ModelFile, Submission } from './submission.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const digestOf = (text: string) => sha256Hex(new TextEncoder().encode(text));
const SUITE = { version: '0.1.0', digest: digestOf('suite') };
const SOURCE: RecordSource = {
  submission: { slug: 'fast-ica', version: '1', manifest_sha256: digestOf('manifest') },
  suite: SUITE,
  partOf: (track) => suiteOf(inventedContent()).tree.parts[track]!,
  commit: COMMIT,
};
const RUN: Run = { device: 'wasm', node: 'v24', engine_commit: COMMIT, seconds: 2, approver: null };

function models(instances: number, seeds: number): Record<string, Record<string, ModelFile>> {
  const of = (instance: number) =>
    Object.fromEntries(
      Array.from({ length: seeds }, (_, seed) => [
        String(seed),
        { file: `${instance}-${seed}.onnx`, sha256: digestOf(`${instance}-${seed}`) },
      ]),
    );
  return Object.fromEntries(Array.from({ length: instances }, (_, instance) => [String(instance), of(instance)]));
}

const SUBMISSION: Submission = {
  ...exampleManifest('fast-ica', linearIca),
  tracks: [{ track: 'linear-ica', kind: 'encoder', models: { main: models(4, 3), twin: models(2, 1) } }],
};
const PLANNED = evaluationCells(SUBMISSION, { commit: COMMIT, rootOf: () => ({ draw: SUITE.digest }) });

/** Invented numbers that depend on the cell alone, as measured ones do. */
function measure(cell: EvaluationCell): InstanceMeasurement {
  const { instance, seed, sha256, drawSeed, rows } = cell;
  const { d } = linearIca.createInstance(instance, cell.variant);
  const score = Number.parseInt(digestOf(cellName(cell)).slice(0, 12), 16) / 2 ** 48;
  return {
    instance,
    seed,
    artefact_sha256: sha256,
    draw_seed: drawSeed,
    n: rows,
    d,
    m: d,
    codes_sha256: digestOf(drawSeed),
    metrics: { r2: { score } },
  };
}

function shardFile(shard: Shard, cells = cellsOfShard(PLANNED, shard)): ShardFile {
  return shardDocument.check(
    {
      schema: 'custodes/shard/1',
      shard,
      submission: SOURCE.submission,
      suite: SUITE,
      selection: { commit: COMMIT },
      run: RUN,
      cells: cells.map((cell) => {
        const { track, variant, instance, seed } = cell;
        return { track, variant, instance, seed, seconds: 1, measurement: measure(cell) };
      }),
    },
    'shard',
  );
}

const recordOf = (shards: readonly ShardFile[]) =>
  recordText(makeRecord(makeMeasured(SOURCE, mergeShards(PLANNED, shards).cells), RUN));
const WHOLE = recordOf([shardFile({ index: 1, count: 1 })]);

test('any division, in any order, with shards killed, repeated and run again, gives the bytes of one run', () => {
  const division = fc.record({
    count: fc.integer({ min: 1, max: 20 }),
    killed: fc.array(fc.nat(19), { maxLength: 8 }),
    repeated: fc.array(fc.nat(19), { maxLength: 8 }),
    order: fc.infiniteStream(fc.nat()),
  });
  fc.assert(
    fc.property(division, ({ count, killed, repeated, order }) => {
      const all = Array.from({ length: count }, (_, i) => shardFile({ index: i + 1, count }));
      const dead = new Set(killed.map((index) => index % count));
      const left = all.filter((_, index) => !dead.has(index));
      // What a killed shard would have written does not exist; the merge names what is missing, and a second run fills it in.
      const missing = all.filter((_, index) => dead.has(index)).reduce((sum, { cells }) => sum + cells.length, 0);
      if (missing > 0 && left.length > 0)
        expect(() => mergeShards(PLANNED, left)).toThrow(`lack ${missing} of ${PLANNED.length}`);
      const again = [...dead].map((index) => all[index]!);
      const shards = [...left, ...again, ...repeated.map((index) => all[index % count]!)];
      const keys = new Map(shards.map((shard) => [shard, order.next().value!]));
      const shuffled = shards.toSorted((a, b) => keys.get(a)! - keys.get(b)!);
      expect(recordOf(shuffled)).toBe(WHOLE);
    }),
    { numRuns: 60 },
  );
});

test('divisions of different runs may be mixed', () => {
  const mixed = [shardFile({ index: 2, count: 3 }), shardFile({ index: 1, count: 2 }), shardFile({ index: 2, count: 2 })];
  expect(recordOf(mixed)).toBe(WHOLE);
});

const SECOND_HALF = shardFile({ index: 2, count: 2 });

test.each<readonly [string, (file: ShardFile) => ShardFile, string]>([
  ['another draw', (file) => withCell(file, (m) => ({ ...m, draw_seed: digestOf('easier') })), '/draw_seed: expected'],
  [
    'another model',
    (file) => withCell(file, (m) => ({ ...m, artefact_sha256: digestOf('better') })),
    '/artefact_sha256: expected',
  ],
  ['fewer rows', (file) => withCell(file, (m) => ({ ...m, n: 10 })), '/n: expected 20000, got 10'],
  ['another seed', (file) => withCell(file, (m) => m, { seed: '99' }), 'was not to be evaluated'],
  ['another commit', (file) => ({ ...file, selection: { commit: 'public' } }), '/selection/commit: expected'],
  ['another engine', (file) => ({ ...file, run: { ...RUN, engine_commit: null } }), '/engine_commit: expected'],
  ['a rejection', (file) => withFaults(file), '0-0.onnx (linear-ica/main/0/0) encoder: is constant; train it'],
])('a shard with %s is refused', (_, change, message) => {
  expect(() => mergeShards(PLANNED, [change(shardFile({ index: 1, count: 2 })), SECOND_HALF])).toThrow(message);
});

test('two machines that compute other bits are told of', () => {
  const other = withCell(shardFile({ index: 1, count: 2 }), (m) => ({ ...m, codes_sha256: digestOf('other') }));
  expect(() => mergeShards(PLANNED, [shardFile({ index: 1, count: 1 }), other])).toThrow('contradicts shard 1/1');
});

function withCell(
  file: ShardFile,
  change: (measurement: InstanceMeasurement) => InstanceMeasurement,
  names: { readonly seed?: string } = {},
): ShardFile {
  const [first, ...rest] = file.cells;
  if (first === undefined || !('measurement' in first)) throw new Error('no measurement to change');
  return { ...file, cells: [{ ...first, ...names, measurement: change(first.measurement) }, ...rest] };
}

function withFaults(file: ShardFile): ShardFile {
  const [first, ...rest] = file.cells;
  const { track, variant, instance, seed } = first!;
  const faults = [{ path: 'encoder', rule: 'is constant', fix: 'train it' }];
  return { ...file, cells: [{ track, variant, instance, seed, seconds: 1, faults }, ...rest] };
}

test.each(['', '0/1', '2/1', '1/257', '1', 'a/b', '1/2/3', '-1/2', '1.5/2'])('%j is no shard', (text) => {
  expect(() => parseShard(text)).toThrow('is no shard');
});
