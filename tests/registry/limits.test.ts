import { inventedContent, suiteOf } from '../support/invented-suite.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { budgetFaults } from '../../src/registry/budget-faults.ts';
import { canonicalJson } from '../../src/registry/canonical-json.ts';
import { sha256Hex } from '../../src/registry/digest.ts';
import { recordDocument, submissionDocument } from '../../src/registry/documents.ts';
import { evaluationCells } from '../../src/registry/evaluation-cells.ts';
import { LIMITS } from '../../src/registry/limits.ts';
import { makeMeasured, makeRecord, recordText } from '../../src/registry/make-record.ts';
import { mergeShards } from '../../src/registry/merge-shards.ts';
import { handedFault, handedFaults } from '../../src/registry/message.ts';
import { parseOutcome, type Outcome } from '../../src/registry/outcome.ts';
import { estimateSubmission } from '../../src/registry/budget-faults.ts';
import { cellsOfShard, planShardCount } from '../../src/registry/shard.ts';
import { shardDocument, type ShardCell, type ShardFile } from '../../src/registry/shard-file.ts';
import { exampleManifest } from '../../src/registry/submission-scaffold.ts';
import type { Submission } from '../../src/registry/submission.ts';
import { findTrack, TRACKS } from '../../src/suite/tracks/catalogue.ts';
import { linearIca } from '../../src/suite/tracks/linear-ica/index.ts';
import { evaluationComment } from '../../src/views/evaluation-comment.ts';
import { largestMeasurement } from './support/invented-codes.ts';
import { encoderModel, floatTensor, valueInfo } from './support/onnx-model.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const INVENTED = suiteOf(inventedContent());
const SUITE = { version: '10.10.10', digest: 'd'.repeat(64) };
const RUN = {
  device: 'x'.repeat(120),
  node: 'x'.repeat(120),
  engine_commit: COMMIT,
  seconds: 99_999.5,
  approver: 'x'.repeat(39),
};
const SLUG = 's'.repeat(40);
/** A fault of the longest texts, of characters that take the most bytes. */
const WORST_FAULT = { path: '"'.repeat(9000), rule: '😀'.repeat(9000), fix: '\u0000'.repeat(9000) };

const bytesOf = (text: string) => new TextEncoder().encode(text).byteLength;
/** A model of observations of any shape: their mean, as often as there are codes. */
const modelOf = (codes: number) =>
  encoderModel({
    node: [
      { opType: 'Flatten', input: ['x'], output: ['flat'] },
      { opType: 'ReduceMean', input: ['flat'], output: ['mean'], attribute: [{ name: 'axes', ints: [1], type: 7 }] },
      { opType: 'MatMul', input: ['mean', 'weights'], output: ['codes'] },
    ],
    initializer: [floatTensor('weights', [1, codes], new Float32Array(codes).fill(1))],
    input: [valueInfo('x', ['batch', 5])],
    output: [valueInfo('codes', ['batch', codes])],
  });
const MODELS = new Map([1, 100, LIMITS.codes].map((codes) => [codes, modelOf(codes)]));

interface Size {
  readonly tracks: readonly string[];
  readonly instances: number;
  readonly seeds: number;
  readonly twin: boolean;
  readonly codes: number;
}

/** A submission of a size, in which every cell has one and the same model. */
function submissionOf({ tracks, instances, seeds, twin, codes }: Size): { submission: Submission; bytes: Uint8Array } {
  const bytes = MODELS.get(codes)!;
  const file = { file: 'a.onnx', sha256: sha256Hex(bytes) };
  const allOf = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, instance) => [
        String(instance),
        Object.fromEntries(Array.from({ length: seeds }, (_unused, seed) => [String(999_999_990 + seed), file])),
      ]),
    );
  const entries = tracks.map((track) => {
    const all = allOf(Math.min(instances, findTrack(track).instanceCount));
    return { track, kind: 'encoder' as const, models: { main: all, ...(twin && { twin: all }) } };
  });
  return { submission: { ...exampleManifest(SLUG, linearIca), tracks: entries }, bytes };
}

const sizes: fc.Arbitrary<Size> = fc.record({
  tracks: fc.subarray(
    TRACKS.map(({ id }) => id),
    { minLength: 1 },
  ),
  instances: fc.constantFrom(1, 2, 11, 12),
  seeds: fc.constantFrom(1, 2, 9, 10),
  twin: fc.boolean(),
  codes: fc.constantFrom(...MODELS.keys()),
});

/** Takes a submission that the audit let pass through everything that follows. */
function takeThrough(submission: Submission, seconds: readonly number[]): void {
  const cells = evaluationCells(submission, { commit: COMMIT, rootOf: () => ({ draw: SUITE.digest }) });
  const source = {
    submission: { slug: SLUG, version: '1', manifest_sha256: 'a'.repeat(64) },
    suite: SUITE,
    partOf: (track: string) => INVENTED.tree.parts[track]!,
    commit: COMMIT,
  };
  const count = planShardCount(seconds)!;
  expect(count).toBeLessThanOrEqual(LIMITS.evaluation.shards);
  expect(seconds.reduce((sum, value) => sum + value, 0) / 60).toBeLessThanOrEqual(LIMITS.minutesPerMonth);
  const shardsOf = (parts: number, outcome: (cell: (typeof cells)[number]) => object): ShardFile[] =>
    Array.from({ length: parts }, (_, i) => {
      const shard = { index: i + 1, count: parts };
      const own = cellsOfShard(cells, shard).map((cell) => {
        const { track, variant, instance, seed } = cell;
        return { track, variant, instance, seed, seconds: 99_999.999, ...outcome(cell) } as ShardCell;
      });
      const { commit, partOf: _partOf, ...header } = source;
      const written = { schema: 'custodes/shard/1', shard, ...header, selection: { commit }, run: RUN, cells: own };
      expect(bytesOf(canonicalJson(written))).toBeLessThanOrEqual(LIMITS.shardBytes);
      return shardDocument.check(written, 'shard');
    });
  const measured = mergeShards(
    cells,
    shardsOf(count, (cell) => ({ measurement: largestMeasurement(cell) })),
  );
  // By hand it may be a single shard, and every cell of it may be rejected in the longest words.
  shardsOf(1, () => ({ faults: handedFaults(Array.from({ length: 20 }, () => WORST_FAULT)) }));
  const records = submission.tracks.map(({ track }) => {
    const record = makeRecord(
      makeMeasured(
        source,
        measured.cells.filter(({ cell }) => cell.track === track),
      ),
      RUN,
      'b'.repeat(64),
    );
    expect(bytesOf(recordText(record))).toBeLessThanOrEqual(LIMITS.recordBytes);
    return recordDocument.check(record, 'record');
  });
  const text = canonicalJson(outcomeOf({ verdict: 'evaluated', faults: [], records }));
  expect(bytesOf(text)).toBeLessThanOrEqual(LIMITS.outcomeBytes);
  expect(parseOutcome(text, 'outcome').records).toHaveLength(records.length);
}

function outcomeOf(result: Pick<Outcome, 'verdict' | 'faults' | 'records'>): Outcome {
  const common = { pull_request: 999_999_999, head_sha: COMMIT, submission: `submissions/${SLUG}/1`, minutes: 600 };
  return { schema: 'custodes/outcome/1', ...common, ...result };
}

test('whatever the audit lets pass fits every limit that comes later: shards, jobs, minutes, records, outcome', () => {
  let passed = 0;
  fc.assert(
    fc.property(sizes, (size) => {
      const { submission, bytes } = submissionOf(size);
      const manifest = JSON.stringify(submission);
      submissionDocument.parse(manifest, 'manifest');
      const files = { folder: `submissions/${SLUG}/1`, files: new Map([['a.onnx', bytes]]) };
      const faults = budgetFaults(submission, files);
      if (faults.length > 0 || bytesOf(manifest) > LIMITS.manifestBytes) return;
      passed++;
      takeThrough(submission, estimateSubmission(submission, files).seconds);
    }),
    { numRuns: 12 },
  );
  expect(passed).toBeGreaterThan(0);
});

test('twelve instances of ten training seeds, main and twin, make a record', () => {
  const { submission, bytes } = submissionOf({ tracks: ['linear-ica'], instances: 12, seeds: 10, twin: true, codes: 1 });
  const files = { folder: 'submissions/aaa-seeds/1', files: new Map([['a.onnx', bytes]]) };
  expect(budgetFaults(submission, files)).toEqual([]);
  takeThrough(submission, estimateSubmission(submission, files).seconds);
});

test('every measurement of every track fits its share, and a whole record its limit', () => {
  for (const { id } of TRACKS) {
    const { submission } = submissionOf({ tracks: [id], instances: 1, seeds: 1, twin: false, codes: 1 });
    const [cell] = evaluationCells(submission, { commit: COMMIT, rootOf: () => ({ draw: SUITE.digest }) });
    const measurement = { ...largestMeasurement({ ...cell!, structure: { file: 'g.npy', sha256: 'a'.repeat(64) } }) };
    expect(bytesOf(canonicalJson(measurement)), id).toBeLessThanOrEqual(LIMITS.measurementBytes);
    // The schema lets an author submit no more than a record holds.
    expect(findTrack(id).instanceCount * 10 * 2).toBeLessThanOrEqual(LIMITS.modelsPerTrack);
  }
  const { headerBytes, measurementBytes, modelsPerTrack, recordBytes } = LIMITS;
  expect(headerBytes + modelsPerTrack * (measurementBytes + 1)).toBeLessThanOrEqual(recordBytes);
});

test('too much work is refused with its figure', () => {
  const { submission, bytes } = submissionOf({
    ...{ tracks: TRACKS.slice(0, 4).map(({ id }) => id), instances: 12, seeds: 10, twin: true },
    codes: LIMITS.codes,
  });
  const [fault] = budgetFaults(submission, { folder: 'submissions/big/1', files: new Map([['a.onnx', bytes]]) });
  expect(fault).toMatchObject({ path: 'submissions/big/1', rule: expect.stringMatching(/^has 960 models, about \d{4} minutes/) });
});

test('the longest faults there may be make an outcome and a comment that GitHub takes', () => {
  const faults = Array.from({ length: LIMITS.faults }, () => handedFault(WORST_FAULT));
  const outcome = outcomeOf({ verdict: 'rejected', faults, records: [] });
  expect(parseOutcome(canonicalJson(outcome), 'outcome')).toEqual(outcome);
  const comment = evaluationComment({ outcome, previews: [], entries: [], atlas: [], address: 'https://x' });
  expect(comment.length).toBeLessThan(65_536);
  expect(comment).toMatch(/and \d+ more: npm run -s check lists them all/);
});
