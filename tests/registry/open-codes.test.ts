import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/registry/limits.ts';
import { auditModel } from '../../src/registry/onnx/audit.ts';
import { codesWidth } from '../../src/registry/onnx/codes-of.ts';
import { knownModel } from '../../src/registry/cell-cost.ts';
import { createOnnxSession } from '../../src/runtime/node/onnx-session.ts';
import { OPEN_KINDS, openModel } from './support/open-models.ts';
import { createWorkplace, writeSubmission, type Workplace } from './support/workplace.ts';

const D = 5;
const marksOf = (kept: number) => Array.from({ length: D }, (_, j) => j < kept);

let workplace: Workplace;

beforeAll(() => {
  workplace = createWorkplace();
});

afterAll(() => workplace.remove());

test.each(OPEN_KINDS)('by %s, the number of codes does not follow, and the runtime gives what was chosen', async (kind) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.boolean(), { minLength: D, maxLength: D }).filter((marks) => marks.includes(true)),
      async (marks) => {
        const bytes = openModel(kind, marks);
        const m = marks.filter(Boolean).length;
        expect(auditModel('m', bytes, [D])).toEqual([]);
        expect(codesWidth(bytes, [D])).toEqual({ followed: null, declared: null });
        const session = await createOnnxSession(bytes, [D]);
        for (const rows of [1, 3]) expect(await session.run(new Float32Array(rows * D), rows)).toHaveLength(rows * m);
        await session.release();
      },
    ),
    { numRuns: 5 },
  );
});

test('a width that is declared and does not follow is not believed: neither by the estimate nor by a session', async () => {
  const bytes = openModel('Compress', marksOf(3), 1);
  expect(knownModel(bytes, [D])?.codes).toBe(LIMITS.codes);
  const session = await createOnnxSession(bytes, [D]);
  await expect(session.run(new Float32Array(D), 1)).rejects.toThrow('gives 3 codes in place of 1');
  await session.release();
});

describe('check', () => {
  const check = (slug: string, model: (d: number, position: number) => Uint8Array) => {
    writeSubmission(workplace, { slug, instances: { main: [0, 2, 4], twin: [0, 2, 4] }, model });
    const before = readdirSync(join(workplace.root, 'submissions', slug, '1'));
    const result = workplace.run('check', `submissions/${slug}`);
    expect(readdirSync(join(workplace.root, 'submissions', slug, '1'))).toEqual(before);
    return result;
  };
  /** Each of a submission's models has bytes of its own. */
  const distinct = (kept: (d: number) => number, declared?: (d: number) => number) => (d: number, position: number) => {
    const marks = Array.from({ length: d }, (_, j) => j < kept(d));
    return openModel(OPEN_KINDS[position % OPEN_KINDS.length]!, marks, declared ? declared(d) : `m${position}`);
  };

  test('runs a model whose number of codes does not follow, and says so', () => {
    const { status, stdout, stderr } = check(
      'open-width',
      distinct((d) => d),
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.at(-1)).toBe('submissions/open-width/1: no fault found');
    const ran = lines.filter((line) => line.includes('check ran it on 2 and 7 rows'));
    expect(ran).toHaveLength(6);
    expect(ran[0]).toMatch(
      /^notice: submissions\/open-width\/1\/main-0\.onnx \(linear-ica\/main\/0\/0\): gives \d+ codes, which does not follow from its file: check ran/,
    );
  });

  test('says what is not ranked only once it knows', () => {
    const { status, stdout } = check(
      'open-narrow',
      distinct(() => 1),
    );
    expect(status).toBe(0);
    expect(stdout.match(/gives 1 codes and would not be ranked/g)).toHaveLength(3);
  });

  test('refuses a declared number that is not what comes out, one line a model', () => {
    const { status, stdout, stderr } = check('open-wrong', (d, position) =>
      openModel(
        OPEN_KINDS[0]!,
        Array.from({ length: d }, (_, j) => j !== position),
        d,
      ),
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    const lines = stderr.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/\(linear-ica\/(main|twin)\/\d\/0\).* (gives|in place of) /);
  });

  test('refuses codes that are none', () => {
    const { status, stderr } = check(
      'open-empty',
      distinct(() => 0),
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/gives float32 of shape \[2, 0\] for 2 rows; give float32 codes/);
  });
});
