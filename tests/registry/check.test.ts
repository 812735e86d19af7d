import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Submission } from '../../src/registry/submission.ts';
import { linearModel, scaledIdentity, valueInfo } from './support/onnx-model.ts';
import { createWorkplace, writeSubmission, type Workplace } from './support/workplace.ts';

let workplace: Workplace;

beforeAll(() => {
  workplace = createWorkplace();
});

afterAll(() => workplace.remove());

const changed = (change: (manifest: Submission) => unknown, slug: string) => writeSubmission(workplace, { slug, change });

describe('check', () => {
  test('says that a sound submission has no fault, whether the version is named or not', () => {
    writeSubmission(workplace, { slug: 'sound', instances: { main: [0, 2, 4], twin: [0, 2, 4] } });
    for (const path of ['submissions/sound', 'submissions/sound/1']) {
      const { status, stdout, stderr } = workplace.run('check', path);
      expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'submissions/sound/1: no fault found\n', stderr: '' });
    }
  });

  test('tells all faults at once, one line each, with path, rule and fix, and exits with 1', () => {
    const folder = writeSubmission(workplace, {
      slug: 'faulty',
      instances: { main: [0, 1] },
      change: (manifest) => ({
        ...manifest,
        slug: 'other',
        tracks: manifest.tracks.map((entry) => ({
          ...entry,
          models: {
            main: {
              ...entry.models.main,
              '99': entry.models.main['0'],
              '2': { '0': { file: 'gone.onnx', sha256: '0'.repeat(64) } },
            },
          },
        })),
      }),
    });
    workplace.write(
      `${folder}/main-1.onnx`,
      linearModel({ weights: scaledIdentity(4), graph: { output: [valueInfo('z', ['batch', 4])] } }),
    );
    workplace.write(`${folder}/stray.bin`, 'x');
    const { status, stdout, stderr } = workplace.run('check', 'submissions/faulty');
    expect(status).toBe(1);
    expect(stdout).toBe('');
    const lines = stderr.trimEnd().split('\n');
    expect(lines.map((line) => line.split(': ')[0])).toEqual([
      `${folder}/submission.json#/slug`,
      `${folder}/submission.json#/tracks/0/models/main/99`,
      `${folder}/submission.json#/tracks/0/models/main/1/0/sha256`,
      `${folder}/submission.json#/tracks/0/models/main/2/0/file`,
      `${folder}/stray.bin`,
    ]);
    for (const line of lines) expect(line).toMatch(/^[^:]+: [^;]+; .+$/);
  });

  test('audits the model against the shape of the instance', () => {
    writeSubmission(workplace, { slug: 'wrong-shape', model: (d) => linearModel({ weights: scaledIdentity(d + 1) }) });
    const { status, stderr } = workplace.run('check', 'submissions/wrong-shape');
    expect(status).toBe(1);
    expect(stderr).toBe(
      'submissions/wrong-shape/1/main-0.onnx: takes x of shape [batch, 6]; export with x of shape [batch, 5], only the batch dynamic\n',
    );
  });

  test('with --json prints one document on stdout', () => {
    changed((manifest) => ({ ...manifest, licence: 'mine' }), 'unlicensed');
    const { status, stdout } = workplace.run('check', 'submissions/unlicensed', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      checked: ['submissions/unlicensed/1'],
      faults: [{ path: 'submissions/unlicensed/1/submission.json#/licence', rule: 'is none of the allowed values' }],
    });
  });

  test('follows no links', () => {
    const folder = writeSubmission(workplace, { slug: 'linked' });
    symlinkSync('/etc/hostname', join(workplace.root, folder, 'notes.txt'));
    const { status, stderr } = workplace.run('check', 'submissions/linked');
    expect(status).toBe(1);
    expect(stderr).toContain('is a link or a special file');
  });

  test('a folder without a manifest is bad input', () => {
    const { status, stderr } = workplace.run('check', 'submissions/nowhere');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^submissions\/nowhere: has no submission\.json/);
  });
});

describe('new', () => {
  test('writes a scaffold in which only the models and what its author has to write are missing', () => {
    const created = workplace.run('new', 'my-method', '--track', 'contrastive-box', '--json');
    expect(created.status).toBe(0);
    expect(JSON.parse(created.stdout)).toEqual({ folder: 'submissions/my-method/1', files: ['submission.json', 'README.md'] });
    const { status, stderr } = workplace.run('check', 'submissions/my-method');
    expect(status).toBe(1);
    const lines = stderr.trimEnd().split('\n');
    const placeholders = lines.filter((line) => line.includes("is the scaffold's placeholder"));
    expect(placeholders.map((line) => /#(\S+):/.exec(line)?.[1])).toEqual([
      '/summary',
      '/authors/0',
      '/owner/login',
      '/recipe/text',
    ]);
    expect(lines.filter((line) => line.includes('/owner/github_id: is 0, which is the registry itself'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('which is not there; add the file'))).toHaveLength(lines.length - 5);
  });

  test('refuses a taken and a malformed name, and writes nothing', () => {
    expect(workplace.run('new', 'my-method').stderr).toContain('submissions/my-method: is taken');
    const { status, stderr } = workplace.run('new', 'My_Method');
    expect(status).toBe(1);
    expect(stderr).toContain('Lower-case letters');
  });
});
