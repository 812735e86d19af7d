import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addendumDigest, addendumPath, addendumText, type Addendum } from '../../src/registry/addendum.ts';
import { makeRecord, recordPath, recordText } from '../../src/registry/make-record.ts';
import type { InstanceMeasurement, ResultRecord } from '../../src/registry/record.ts';
import { makePart } from '../../src/registry/suite/suite-tree.ts';
import { readRegistryFiles } from '../../src/runtime/node/registry-files.ts';
import { createWorkplace, writeSubmission, type Workplace } from './support/workplace.ts';

/** A metric of the track's panel, which the record was made without. */
const LATER = 'mig';
const RESULTS = 'content/results';

let workplace: Workplace;
/** The record of today, and the one that an engine without the metric would have made. */
let whole: ResultRecord;
let earlier: ResultRecord;

function without<Value>(of: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(of).filter(([key]) => key !== LATER));
}

beforeAll(() => {
  workplace = createWorkplace();
  writeSubmission(workplace, { slug: 'linear-test', instances: { main: [0, 1], twin: [0] } });
  workplace.run('release-suite');
  workplace.git('init', '--quiet');
  workplace.git('add', '.');
  workplace.git('commit', '--quiet', '-m', 'Submission');
  const { status, stdout, stderr } = workplace.run('evaluate', 'submissions/linear-test', '--seed-from', 'HEAD', '--json');
  expect(stderr).toBe('');
  expect(status).toBe(0);
  [whole] = (JSON.parse(stdout) as { records: [ResultRecord] }).records;
  const { measured, run } = whole;
  const strip = (models: readonly InstanceMeasurement[]) =>
    models.map((model) => ({ ...model, metrics: without(model.metrics) }));
  const part = makePart({ ...measured.part!, metrics: without(measured.part!.metrics) });
  const models = { main: strip(measured.models.main), twin: strip(measured.models.twin) };
  earlier = makeRecord({ ...measured, part, models }, run);
  workplace.write(`${RESULTS}/${recordPath(earlier)}`, recordText(earlier));
  workplace.git('add', '.');
  workplace.git('commit', '--quiet', '-m', 'Record');
});

afterAll(() => workplace.remove());

const readAddendumFile = (path: string) => JSON.parse(readFileSync(join(workplace.root, path), 'utf8')) as Addendum;

describe('a metric that came into the panel after a record', () => {
  let path: string;

  test('leaves the record verifiable, and is added to it by a rescore', () => {
    expect(workplace.run('verify', '--all')).toMatchObject({ status: 0 });
    const listed = workplace.run('rescore', '--json');
    expect(JSON.parse(listed.stdout)).toMatchObject({
      pending: [{ submission: 'linear-test/1', extends: earlier.result_digest, metrics: [LATER] }],
    });
    const { status, stdout, stderr } = workplace.run('rescore', '--out', RESULTS, '--json');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const { records, addenda, stored } = JSON.parse(stdout) as {
      records: unknown[];
      addenda: Addendum[];
      stored: { path: string }[];
    };
    expect(records).toEqual([]);
    path = stored[0]!.path;
    expect(path).toBe(`content/addenda/${addendumPath(addenda[0]!)}`);
    expect(readdirSync(join(workplace.root, RESULTS, 'linear-ica'))).toHaveLength(1);
  });

  test('has the numbers that a whole measurement gives, from the same codes', async () => {
    const { added } = readAddendumFile(path);
    expect(added.extends).toBe(earlier.result_digest);
    added.models.main.forEach(({ codes_sha256, metrics }, i) => {
      const expected = whole.measured.models.main[i]!;
      expect(codes_sha256).toBe(expected.codes_sha256);
      expect(metrics).toEqual({ [LATER]: expected.metrics[LATER] });
    });
    const { records } = await readRegistryFiles(workplace.root);
    expect(records).toHaveLength(1);
    expect(records[0]!.standing).toEqual({ kind: 'current' });
    expect(records[0]!.record.measured.models).toEqual(whole.measured.models);
  });

  test('is then asked for no more, and is verified with the record', () => {
    expect(JSON.parse(workplace.run('rescore', '--json').stdout)).toMatchObject({ pending: [] });
    const { status, stdout } = workplace.run('verify', '--all', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ records: 1, left_out: 0, cells: 6, reproduced: true });
    expect(workplace.run('verify', path)).toMatchObject({ status: 0 });
  });

  test('with an invented number is found out, under a digest of its own too', () => {
    const addendum = readAddendumFile(path);
    const [first, ...others] = addendum.added.models.main;
    const main = [{ ...first!, metrics: { [LATER]: { ...first!.metrics[LATER]!, score: 1 } } }, ...others];
    const added = { ...addendum.added, models: { ...addendum.added.models, main } };
    const forged: Addendum = { ...addendum, added, addendum_digest: addendumDigest(added) };
    workplace.removeFile(path);
    workplace.write(path, addendumText({ ...addendum, added }));
    expect(workplace.run('verify', '--all').stderr).toContain('does not have the digest that it names');
    workplace.removeFile(path);
    const place = `content/addenda/${addendumPath(forged)}`;
    workplace.write(place, addendumText(forged));
    const { status, stderr } = workplace.run('verify', '--all');
    expect(status).toBe(1);
    expect(stderr).toContain(`${place}/added/models/main/0/metrics/${LATER}/score`);
    expect(existsSync(join(workplace.root, place))).toBe(true);
  });
});
