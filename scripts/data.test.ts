import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { findTrack, TRACKS } from '../src/suite/tracks/catalogue.ts';
import { runWarm } from '../tests/support/warm/client.ts';

const folder = mkdtempSync(join(tmpdir(), 'custodes-data-'));
afterAll(() => rmSync(folder, { recursive: true }));

const out = join(folder, 'file.npz');

const data = (...parameters: string[]) =>
  runWarm(process.cwd(), { command: 'data', parameters, folder: process.cwd(), variables: process.env });

/** Makes a process say, in its last line, how many kilobytes it held at most. */
const PEAK_REPORT = 'data:text/javascript,process.on("exit",()=>process.stderr.write(`peak ${process.resourceUsage().maxRSS}`))';

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
    expect(Object.keys(unzipSync(readFileSync(out)))).toEqual(['x.npy', 'x_positive.npy']);
    const metadata = JSON.parse(readFileSync(`${out}.json`, 'utf8')) as object;
    expect(metadata).toMatchObject({ track: 'contrastive-box', variant: 'twin', instance: 3, split: 'train', rows: 25 });
    expect(JSON.parse(stdout)).toMatchObject({ file: out, bytes: readFileSync(out).length, ...metadata });
  });

  it('writes true factors only when asked for them, from rows that no evaluation can hold', () => {
    expect(data('linear-ica', '--labelled', '--n', '10', '--split', 'validation', '--out', out).status).toBe(0);
    const { observations } = findTrack('linear-ica').createInstance(0, 'main').drawEvaluation('labelled validation', 10);
    expect(values('x')).toEqual([...observations]);
    expect(values('z')).toHaveLength(50);
  });

  it.each(TRACKS.map(({ id }) => id))('exports %s, both splits and the twin', (id) => {
    const digests = [[], ['--split', 'validation'], ['--twin']].map((args) => {
      const { status, stdout } = data(id, '--n', '12', '--out', out, '--json', ...args);
      expect(status).toBe(0);
      const written = JSON.parse(stdout) as { sha256: string; arrays: { name: string; shape: number[] }[] };
      for (const { name, shape } of written.arrays) {
        expect(shape[0]).toBe(12);
        expect(values(name)).toHaveLength(shape.reduce((product, size) => product * size, 1));
      }
      return written.sha256;
    });
    expect(new Set(digests).size).toBe(3);
  });

  it('writes the same bytes again', () => {
    const bytes = () => {
      expect(data('sprites', '--n', '30', '--out', out).status).toBe(0);
      return readFileSync(out);
    };
    expect(bytes().equals(bytes())).toBe(true);
  });

  it('holds a few chunks of images at a time, not all of them', () => {
    const peak = (n: number) => {
      const child = spawnSync(
        process.execPath,
        ['--import', PEAK_REPORT, join(import.meta.dirname, 'data.ts'), 'sprites', '--n', String(n), '--out', out],
        { encoding: 'utf8' },
      );
      expect(child.status).toBe(0);
      return Number(/peak (\d+)/.exec(child.stderr)![1]);
    };
    // 3,000 pairs are 98 MB; 5,000 more make no difference beyond what collection of garbage leaves to chance.
    expect(peak(6000) - peak(1000)).toBeLessThan(100_000);
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
    expect([target, `${target}.json`].filter((path) => existsSync(path))).toEqual([]);
  });

  it('prints help', () => {
    const { status, stdout } = data('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('--labelled');
  });
});
