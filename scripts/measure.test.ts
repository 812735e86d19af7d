import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { formatNpy } from '../src/core/npy.ts';
import { GOLDEN_CASES } from '../tests/golden/golden-cases.ts';
import { measure } from '../src/metrics/measure.ts';

const folder = mkdtempSync(join(tmpdir(), 'custodes-measure-'));
afterAll(() => rmSync(folder, { recursive: true }));

const DATA = join(import.meta.dirname, '../tests/golden/data/v19_const_factor');
const factors = join(DATA, 'Z.npy');
const codes = join(DATA, 'Zhat.npy');
const FAST = 'mcc_pearson,mcc_spearman,r2,r2_origin,mig';

function run(...args: string[]) {
  return spawnSync(process.execPath, [join(import.meta.dirname, 'measure.ts'), ...args], { encoding: 'utf8' });
}

function file(name: string, content: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('the measure command', () => {
  it('prints one JSON document with what the library computes', () => {
    const { status, stdout, stderr } = run('--factors', factors, '--codes', codes, '--metrics', FAST, '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const golden = GOLDEN_CASES.find(({ name }) => name === 'v19_const_factor')!;
    const metrics = ['mcc_pearson', 'mcc_spearman', 'r2', 'r2_origin', 'mig'] as const;
    expect(JSON.parse(stdout)).toEqual(measure(golden.factors, golden.codes, { metrics }));
  });

  it('says what the scores are worth, and writes it as a page', () => {
    const report = join(folder, 'report.html');
    const { status, stdout } = run(
      ...['--factors', factors, '--codes', codes, '--metrics', 'mcc_pearson', '--json', '--explain', '--report', report],
    );
    expect(status).toBe(0);
    const { floors } = JSON.parse(stdout);
    expect(floors).toMatchObject({ schema: 'custodes/floors/1', n: 500, rows: 500, draws: 199 });
    expect(floors.metrics[0].families.length).toBeGreaterThan(3);
    expect(readFileSync(report, 'utf8')).toContain(floors.metrics[0].sentence);
  });

  it('prints a table with remarks without --json', () => {
    const { status, stdout } = run('--factors', factors, '--codes', codes, '--metrics', 'mcc_pearson, mig');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^500 rows, 5 factors, 5 codes\n/);
    expect(stdout).toMatch(/^mcc_pearson +0\.8000 +coverage 0\.8000$/m);
    expect(stdout).toMatch(/^mig: Constant factor columns \(counted from 0\): 3\.$/m);
  });

  const short = file('short.npy', formatNpy(new Float64Array(30), [6, 5]));
  const damaged = file('damaged.npy', formatNpy(new Float64Array(2500), [500, 5]).subarray(0, 900));
  const infinite = file('infinite.npy', formatNpy(new Float32Array(2500).fill(Infinity), [500, 5]));

  it.each([
    [
      'an unknown metric',
      ['--factors', factors, '--codes', codes, '--metrics', 'mcc'],
      /^--metrics: "mcc" is not a metric; choose from .+\n$/,
    ],
    [
      'a seed that is no number',
      ['--factors', factors, '--codes', codes, '--seed', '-1'],
      /^--seed: "-1" is not a seed; give .+\n$/,
    ],
    [
      'permutations of no metric that has any',
      ['--factors', factors, '--codes', codes, '--metrics', 'r2', '--permutations', '10'],
      /^--permutations: is not used by r2; leave it out, or add mcc_pearson or mcc_spearman to --metrics\n$/,
    ],
    ['a missing file', ['--factors', factors, '--codes', 'none.npy'], /^none\.npy: cannot be read \(ENOENT\); give .+\n$/],
    ['unequal row counts', ['--factors', factors, '--codes', short], /short\.npy: has 6 rows where .+Z\.npy has 500; give .+\n$/],
    ['a damaged file', ['--factors', damaged, '--codes', codes], /damaged\.npy: has 900 bytes where .+\n$/],
    [
      'infinite codes',
      ['--factors', factors, '--codes', infinite],
      /infinite\.npy: entry at row 0, column 0 .+ is Infinity; every .+\n$/,
    ],
  ])('exits with 1 and one line for %s', (_, args, line) => {
    const { status, stdout, stderr } = run(...args, '--json');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(line);
    expect(stderr.trimEnd().split('\n').length).toBe(1);
  });
});
