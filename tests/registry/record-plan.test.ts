import { afterEach, expect, test } from 'vitest';
import type { Attempt } from '../../src/registry/attempts.ts';
import { budgetFaults } from '../../src/registry/budget-faults.ts';
import { sha256Hex } from '../../src/registry/digest.ts';
import { LIMITS } from '../../src/registry/limits.ts';
import { planJobs } from '../../src/registry/planned-job.ts';
import { exampleManifest } from '../../src/registry/submission-scaffold.ts';
import type { Submission } from '../../src/registry/submission.ts';
import { linearIca } from '../../src/suite/tracks/linear-ica/index.ts';
import { slowModel } from './support/bad-submissions.ts';
import { honestFiles, Night } from './support/night.ts';

const { shards, encoderSeconds } = LIMITS.evaluation;
const SEEDS = 10;

let night: Night | undefined;

afterEach(() => {
  night?.end();
  night = undefined;
});

/** The same model under ten training seeds. */
function tenSeeds(manifest: Submission): Submission {
  const [entry] = manifest.tracks;
  const model = entry!.models.main['0']!['0']!;
  const main = { '0': Object.fromEntries(Array.from({ length: SEEDS }, (_, seed) => [String(seed), model])) };
  return { ...manifest, tracks: [{ ...entry!, models: { main } }] };
}

const slugOf = (i: number) => `method-${String(i).padStart(2, '0')}`;
const fall = (count: number) => Night.fall(Array.from({ length: count }, (_, i) => honestFiles(slugOf(i), 100 + i, tenSeeds)));

/** What the ledger says of a pull request's evaluation. */
function evaluation(slug: string, run: number, estimated: number, measured: number): Attempt[] {
  const common = { run, time: '2026-03-01T00:00:00Z', pull_request: 1, head_sha: 'a'.repeat(40), account: 7 };
  const submission = `submissions/${slug}/1`;
  return [
    { ...common, submission, event: 'approved', minutes: estimated },
    { ...common, submission, event: 'ended', minutes: measured, verdict: 'evaluated' },
  ];
}

test('a plan follows what the pull request’s evaluation took', async () => {
  night = await fall(1);
  const countOf = async (attempts: readonly Attempt[]) => (await night!.plan(attempts, '1')).jobs.length;
  expect(await countOf([])).toBe(1);
  expect(await countOf(evaluation(slugOf(0), 5, 3, 3))).toBe(1);
  // Ten models of 15.5 s that took twenty times as long: no more than two of them end within the 900 s of a job.
  expect(await countOf(evaluation(slugOf(0), 5, 3, 60))).toBe(5);
  expect(await countOf(evaluation('another', 5, 3, 60))).toBe(1);
});

test('where not everything fits, what is left is another each time: nothing that fails keeps others waiting', async () => {
  const count = 70;
  night = await fall(count);
  const attempts = Array.from({ length: count }, (_, i) => evaluation(slugOf(i), i, 3, 60)).flat();
  const served = new Set<string>();
  for (const run of ['1', '2', '3', '4']) {
    const { jobs, left, faults } = await night.plan(attempts, run);
    expect(faults).toEqual([]);
    expect(jobs.length).toBeLessThanOrEqual(shards);
    const own = new Set(jobs.map(({ submission }) => submission));
    expect(own.size + left).toBe(count);
    expect(left).toBeGreaterThan(0);
    own.forEach((submission) => served.add(submission));
  }
  expect(served.size).toBe(count);
});

test('no two jobs share a name, and a name says what the job is to measure', () => {
  const submission = { slug: 'a', version: '1', manifest_sha256: 'b'.repeat(64) };
  const task = { submission, track: 'linear-ica', commit: 'public', shard: '1/1' };
  const names = [
    ...planJobs([task, task]),
    ...planJobs([{ ...task, shard: '1/2' }]),
    ...planJobs([{ ...task, track: 'segments' }]),
    ...planJobs([{ ...task, commit: 'c'.repeat(40) }]),
    ...planJobs([{ ...task, submission: { ...submission, manifest_sha256: 'd'.repeat(64) } }]),
  ].map(({ artefact }) => artefact);
  expect(new Set(names).size).toBe(names.length);
  expect(planJobs([task])).toEqual(planJobs([task]));
  for (const name of names) expect(name).toMatch(/^shard-\d+-[0-9a-f]{16}$/);
});

test('a model that would be stopped before its end is refused with its figure', () => {
  const bytes = slowModel();
  const file = { file: 'a.onnx', sha256: sha256Hex(bytes) };
  const tracks = [{ track: 'linear-ica', kind: 'encoder' as const, models: { main: { '0': { '0': file } } } }];
  const files = { folder: 'submissions/slow/1', files: new Map([['a.onnx', bytes]]) };
  const faults = budgetFaults({ ...exampleManifest('slow', linearIca), tracks }, files);
  expect(faults).toEqual([
    {
      path: 'submissions/slow/1/a.onnx',
      rule: expect.stringMatching(/^takes 79 million multiply-adds a row, about \d{3} s for 20000 rows$/) as string,
      fix: `keep to 60 million, ${encoderSeconds} s (linear-ica/main/0/0)`,
    },
  ]);
});
