import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { findTrack } from '../src/suite/tracks/catalogue.ts';

const folder = mkdtempSync(join(tmpdir(), 'custodes-data-'));
afterAll(() => rmSync(folder, { recursive: true }));

const out = join(folder, 'file.npz');

function data(...args: string[]) {
  return spawnSync(process.execPath, [join(import.meta.dirname, 'data.ts'), ...args], { encoding: 'utf8' });
}

/** The float32 values of one array in the archive that was written. */
function values(name: string): number[] {
  const entry = unzipSync(readFileSync(out))[`${name}.npy`]!;
  const headerBytes = 10 + entry[8]! + 256 * entry[9]!;
  return [...new Float32Array(entry.slice(headerBytes).buffer)];
}

describe('data', () => {
  it('writes the arrays that a learner is given', () => {
    const { status, stdout, stderr } = data('contrastive-box', '--instance', '3', '--twin', '--n', '25', '--out', out, '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [[x, positive]] = [...findTrack('contrastive-box').createInstance(3, 'twin').drawTraining('train', 25, 25)] as [
      Float32Array[],
    ];
    expect(values('x')).toEqual([...x!]);
    expect(values('x_positive')).toEqual([...positive!]);
    const metadata = JSON.parse(strFromU8(unzipSync(readFileSync(out))['metadata.json']!));
    expect(metadata).toMatchObject({ track: 'contrastive-box', variant: 'twin', instance: 3, split: 'train', rows: 25 });
    expect(JSON.parse(stdout)).toMatchObject({ file: out, bytes: readFileSync(out).length, ...metadata });
  });

  it('writes true factors only when asked for them, from rows that no evaluation can hold', () => {
    expect(data('linear-ica', '--labelled', '--n', '10', '--split', 'validation', '--out', out).status).toBe(0);
    const { observations } = findTrack('linear-ica').createInstance(0, 'main').drawEvaluation('labelled validation', 10);
    expect(values('x')).toEqual([...observations]);
    expect(values('z')).toHaveLength(50);
  });

  it('says in one line what is wrong, exits with 1 and writes nothing', () => {
    const target = join(folder, 'never.npz');
    const faults = [
      ['no-such-track', '--out', target],
      ['linear-ica', '--instance', '12', '--out', target],
      ['linear-ica', '--n', '999999999999', '--out', target],
      ['linear-ica', '--split', 'evaluation', '--out', target],
      ['linear-ica'],
      ['linear-ica', '--n', '5', '--out', folder],
    ];
    for (const args of faults) {
      const { status, stdout, stderr } = data(...args);
      expect({ args, status, stdout, lines: stderr.trim().split('\n').length }).toEqual({
        args,
        status: 1,
        stdout: '',
        lines: 1,
      });
    }
    expect(existsSync(target)).toBe(false);
  });

  it('prints help', () => {
    const { status, stdout } = data('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('--labelled');
  });
});
