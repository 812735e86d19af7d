import { requireBoard } from '../../src/boards/catalogue.ts';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatNpy } from '../../src/core/npy.ts';
import { sha256Hex } from '../../src/registry/digest.ts';
import { drawSeed } from '../../src/registry/draw-seed.ts';
import { makeRecord, recordPath, recordText } from '../../src/registry/make-record.ts';
import type { InstanceMeasurement, Measured, ResultRecord } from '../../src/registry/record.ts';
import type { Notice } from '../../src/registry/submission-notices.ts';
import { readRegistryFiles } from '../../src/runtime/node/registry-files.ts';
import { findTrack } from '../../src/suite/tracks/catalogue.ts';
import { linearModel } from './support/onnx-model.ts';
import { createWorkplace, freezeSuite, nearlyIdentity, writeSubmission, type Workplace } from './support/workplace.ts';

const TRACK = findTrack('linear-ica');
const RESULTS = 'content/results';

let workplace: Workplace;
let commit: string;
let recordFile: string;

const read = (path: string) => readFileSync(join(workplace.root, path), 'utf8');
const readRecordFile = (path: string) => JSON.parse(read(path)) as ResultRecord;

beforeAll(() => {
  workplace = createWorkplace();
  writeSubmission(workplace, { slug: 'linear-test', instances: { main: [0], twin: [0] } });
  freezeSuite(workplace);
  workplace.git('init', '--quiet');
  workplace.git('add', '.');
  workplace.git('commit', '--quiet', '-m', 'Submission');
  commit = workplace.git('rev-parse', 'HEAD');
});

afterAll(() => workplace.remove());

describe('evaluate', () => {
  test('writes a record whose every part follows from the submission, the suite and the commit', () => {
    const { status, stdout, stderr } = workplace.run(
      'evaluate',
      'submissions/linear-test',
      '--seed-from',
      'HEAD',
      '--out',
      RESULTS,
      '--json',
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const { records, stored, notices } = JSON.parse(stdout) as {
      records: ResultRecord[];
      stored: { path: string; outcome: string }[];
      notices: Notice[];
    };
    expect(notices.map(({ rule }) => rule)).toEqual(['covers 1 of the instances']);
    recordFile = stored[0]!.path;
    const record = readRecordFile(recordFile);
    expect(records).toEqual([record]);
    expect(recordFile).toBe(`${RESULTS}/${recordPath(record)}`);
    const { measured, run } = record;
    expect(measured.status).toBe('verified');
    expect(measured.draw.commit).toBe(commit);
    expect(run.engine_commit).toBe(commit);
    expect(measured.submission.manifest_sha256).toBe(sha256Hex(Buffer.from(read('submissions/linear-test/1/submission.json'))));
    const [main] = measured.models.main;
    expect(main).toMatchObject({ instance: 0, seed: '0', n: TRACK.evaluationRows, d: 5, m: 5 });
    expect(main!.draw_seed).toBe(
      drawSeed({ commit, root: { draw: measured.part!.draw }, track: TRACK.id, variant: 'main', instance: 0 }),
    );
    expect(measured.models.twin.map(({ instance }) => instance)).toEqual([0]);
    // x = Az is all there is: affinely decodable, not recovered element by element.
    expect(main!.metrics['r2']!['score']).toBeGreaterThan(0.999);
    expect(main!.metrics['mcc_pearson']!['score']).toBeLessThan(0.95);
  });

  test('another draw of the same submission is refused beside it before any work', () => {
    workplace.git('commit', '--quiet', '--allow-empty', '-m', 'Later');
    const { status, stderr } = workplace.run('evaluate', 'submissions/linear-test', '--seed-from', 'HEAD', '--out', RESULTS);
    expect(status).toBe(1);
    expect(stderr).toContain(`${recordFile}: holds another result of linear-test on linear-ica`);
    expect(readdirSync(join(workplace.root, RESULTS, TRACK.id))).toHaveLength(1);
  });

  test('a result that stays needs a commit that holds the submission, and all of it', () => {
    writeSubmission(workplace, { slug: 'uncommitted' });
    const uncommitted = workplace.run('evaluate', 'submissions/uncommitted', '--out', RESULTS);
    expect(uncommitted.status).toBe(1);
    expect(uncommitted.stderr).toContain('does not hold submissions/uncommitted/1 as it is');
    const partial = workplace.run('evaluate', 'submissions/linear-test', '--instances', '0', '--out', RESULTS);
    expect(partial.stderr).toContain('holds whole results only');
  });

  test('codes of the public draw are scored as reported; without --out nothing is written', () => {
    const seed = drawSeed({ commit: 'public', root: { draw: '' }, track: TRACK.id, variant: 'main', instance: 0 });
    const { observations } = TRACK.createInstance(0, 'main').drawEvaluation(seed, TRACK.evaluationRows);
    const file = formatNpy(observations, [TRACK.evaluationRows, 5]);
    const folder = writeSubmission(workplace, {
      slug: 'codes-only',
      change: (manifest) => ({
        ...manifest,
        tracks: [
          { track: TRACK.id, kind: 'codes', models: { main: { '0': { '0': { file: 'codes.npy', sha256: sha256Hex(file) } } } } },
        ],
      }),
    });
    workplace.write(`${folder}/codes.npy`, file);
    // What the support code wrote for an encoder is no part of this submission.
    workplace.removeFile(`${folder}/main-0.onnx`);
    const { status, stdout, stderr } = workplace.run('evaluate', 'submissions/codes-only');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('codes-only 1 on linear-ica: reported, 1 main + 0 twin models');
    for (const metric of requireBoard(TRACK.id).panel)
      expect(stdout).toMatch(new RegExp(`\n${metric} +[0-9.]+ \\([0-9.]+ to [0-9.]+\\) +not submitted\n`));
    expect(stdout).toContain('draw public');
    expect(stdout).toContain('Dry run');
    expect(stdout).toContain('notice: submissions/codes-only/1/submission.json#/tracks/0/models: has no twin models; ');
    expect(existsSync(join(workplace.root, '.cache'))).toBe(false);
  });
});

describe('verify', () => {
  /** A record with changed content and right digests, as a forger would write it. */
  function forge(change: (measured: Measured) => Measured): string {
    const record = readRecordFile(recordFile);
    const forged = makeRecord(change(record.measured), record.run);
    const path = `forged/${recordPath(forged)}`;
    workplace.write(path, recordText(forged));
    return path;
  }

  const withMain = (change: (measurement: InstanceMeasurement) => InstanceMeasurement) => (measured: Measured) => ({
    ...measured,
    models: { ...measured.models, main: measured.models.main.map(change) },
  });

  test('reproduces every committed record, bit for bit', () => {
    const { status, stdout } = workplace.run('verify', '--all', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ records: 1, left_out: 0, cells: 2, of: 2, reproduced: true, mismatches: [] });
  });

  test('names what was forged, to the last bit', () => {
    const next = (value: number) => value * (1 + Number.EPSILON);
    const path = forge(
      withMain((measurement) => ({
        ...measurement,
        metrics: { ...measurement.metrics, mig: { score: next(measurement.metrics['mig']!['score']!) } },
        draw_seed: '0'.repeat(64),
      })),
    );
    const { status, stderr } = workplace.run('verify', path, '--sample', '2');
    expect(status).toBe(1);
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(new RegExp(`^${path}/measured/models/main/0/draw_seed: expected "0+", got "[0-9a-f]{64}"$`));
    expect(lines[1]).toContain(`${path}/measured/models/main/0/metrics/mig/score: expected 0.`);
  });

  test('a committed record that leaves models out, or whose draw was known beforehand, is caught', () => {
    const forged = [
      forge((measured) => ({ ...measured, models: { ...measured.models, twin: [] } })),
      forge((measured) => ({ ...measured, draw: { commit: 'public' } })),
    ].map((path) => [path, path.replace('forged', RESULTS)] as const);
    // Anywhere but among the committed results such a record is a preview, which is allowed.
    forged.forEach(([path, committed]) => workplace.write(committed, read(path)));
    const { status, stderr } = workplace.run('verify', ...forged.map(([, committed]) => committed), '--sample', '1');
    forged.forEach(([, committed]) => workplace.removeFile(committed));
    expect(status).toBe(1);
    expect(stderr).toContain('/measured/models/twin: expected nothing, got "linear-ica/twin/0/0"');
    expect(stderr).toContain('/measured/draw/commit: expected "public", got "a draw that nobody knew"');
  });

  test('a record edited by hand is refused before anything runs, by pages as well', async () => {
    const original = read(recordFile);
    const fault = `${recordFile}: does not have the digests that it names; restore the file as it was written: records are never edited`;
    workplace.write(recordFile, original.replace('"instance":0', '"instance":1'));
    try {
      const { status, stderr } = workplace.run('verify', '--all');
      expect(status).toBe(1);
      expect(stderr).toBe(`${fault}\n`);
      await expect(readRegistryFiles(workplace.root)).rejects.toThrow(fault);
    } finally {
      workplace.write(recordFile, original);
    }
  });

  test('a model that was replaced is caught by its digest and not run', () => {
    const model = 'submissions/linear-test/1/main-0.onnx';
    const original = readFileSync(join(workplace.root, model));
    const weights = nearlyIdentity(5).map((row) => row.map((value) => 2 * value));
    const replaced = linearModel({ weights });
    workplace.write(model, replaced);
    const { status, stdout } = workplace.run('verify', recordFile, '--sample', '1', '--json');
    workplace.write(model, original);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      of: 1,
      reproduced: false,
      mismatches: [{ path: '/measured/models/main/0/artefact_sha256', expected: sha256Hex(original), got: sha256Hex(replaced) }],
    });
  });

  test('asks for records by name or for all, not both', () => {
    expect(workplace.run('verify', '--all', recordFile).status).toBe(1);
  });
});
