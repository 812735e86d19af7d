/** Arrays that were measured wrongly once, through the command: each with the right answer. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { METRIC_KEYS } from '../../src/metrics/catalogue.ts';
import type { Measurement } from '../../src/metrics/measure.ts';

const DATA = join(import.meta.dirname, 'data');
const COMMAND = join(import.meta.dirname, '../../scripts/measure.ts');

function run(factors: string, codes: string, ...more: string[]) {
  const args = [COMMAND, '--factors', join(DATA, factors), '--codes', join(DATA, codes), ...more];
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

function measured(factors: string, codes: string, metrics: string): Measurement {
  const { status, stdout, stderr } = run(factors, codes, '--metrics', metrics, '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as Measurement;
}

const codesOf = (measurement: Measurement, key: (typeof METRIC_KEYS)[number]) =>
  measurement.metrics[key]!.diagnostics.map(({ code }) => code);

describe('element types', () => {
  // SciPy's linear_sum_assignment on numpy.corrcoef.
  it.each([
    ['int64', 0.96304299955],
    ['bool', 0.76806455921],
    ['float16', 0.96858332949],
    ['native-eq-endian', 0.96858505425],
  ])('%s gives the score that its numbers have', (name, score) => {
    const { metrics } = measured('measure-dtypes/z.npy', `measure-dtypes/${name}.npy`, 'mcc_pearson');
    expect(metrics.mcc_pearson!.score).toBeCloseTo(score, 10);
  });
});

describe('arrays on their side', () => {
  it('are remarked on before the numbers, and the numbers are called chance on their lines', () => {
    const { status, stdout } = run(
      'measure-transposed-noise/zT.npy',
      'measure-transposed-noise/cT.npy',
      '--metrics',
      'mcc_pearson,r2',
    );
    expect(status).toBe(0);
    const lines = stdout.split('\n');
    expect(lines[1]).toMatch(/^More columns than rows: .*300 columns and 5 rows.*transposed\?/);
    expect(lines.find((line) => line.startsWith('mcc_pearson'))).toBe(
      'mcc_pearson             0.9677  coverage 0.9677  not above chance (0.982 expected)',
    );
  });

  it('are refused with the turn that would fit', () => {
    const { status, stderr } = run('measure-dtypes/z.npy', 'measure-transposed-noise/cT.npy');
    expect([status, stderr]).toEqual([1, expect.stringMatching(/cT\.npy: has 5 rows where .*z\.npy has 400; give one row/)]);
  });
});

describe('few rows', () => {
  const files = (n: number) =>
    [`measure-rdc-small-n/rdc-noise-n${n}-z.npy`, `measure-rdc-small-n/rdc-noise-n${n}-c.npy`] as const;

  it.each([11, 15])('refuse dependence coefficients on %i rows, and show what chance gives the others', (n) => {
    const measurement = measured(...files(n), 'mcc_rdc,mcc_rdc_centred,cka,r2');
    for (const key of ['mcc_rdc', 'mcc_rdc_centred'] as const) {
      expect(measurement.metrics[key]!.score).toBeNull();
      expect(codesOf(measurement, key)).toEqual(['too-few-rows']);
    }
    expect(codesOf(measurement, 'cka')).toEqual(['high-chance-level']);
    expect(measurement.metrics.cka!.chance!.exceeded).toBe(false);
  });

  it.each([25, 40, 60, 100])('say that noise on %i rows scores no more than chance', (n) => {
    const { metrics } = measured(...files(n), 'mcc_rdc,mcc_rdc_centred,cka');
    for (const key of ['mcc_rdc', 'mcc_rdc_centred', 'cka'] as const) expect(metrics[key]!.chance!.exceeded, key).toBe(false);
  });
});

describe('units', () => {
  it.each(['1e-06', '1e-07', '1e+39'])('of %s leave DCI where it was, and are named', (scale) => {
    const folder = `dci-silent-units/dci-scale-${scale}`;
    const measurement = measured(`${folder}-z.npy`, `${folder}-c.npy`, 'dci_d,dci_i');
    expect(measurement.metrics.dci_d!.score).toBeGreaterThan(0.998);
    expect(measurement.metrics.dci_i!.score).toBeGreaterThan(0.997);
    expect(codesOf(measurement, 'dci_i')).toEqual(['rescaled-code']);
  });
});

describe('rows that repeat', () => {
  const KEYS = 'infom,infoc,infom_corrected,infoc_corrected';

  it('leave the corrected information metrics where they were; the released ones say what is wrong', () => {
    const original = measured('infom-duplicates/infom-original-z.npy', 'infom-duplicates/infom-original-c.npy', KEYS);
    const bootstrap = measured('infom-duplicates/infom-bootstrap-z.npy', 'infom-duplicates/infom-bootstrap-c.npy', KEYS);
    for (const key of ['infom_corrected', 'infoc_corrected'] as const) {
      expect(original.metrics[key]!.score).toBeGreaterThan(0.98);
      expect(bootstrap.metrics[key]!.score).toBeGreaterThan(0.95);
    }
    for (const key of ['infom', 'infoc', 'infom_corrected', 'infoc_corrected'] as const) {
      expect(codesOf(original, key)).toEqual([]);
      expect(codesOf(bootstrap, key)).toEqual(['repeated-rows']);
    }
    // As scikit-learn's estimator, which the released metrics follow.
    expect(bootstrap.metrics.infom!.score).toBeLessThan(0.85);
  });
});

describe('an archive with a member that is no array', () => {
  it('is read, since one member is', () => {
    const path = 'npz-metadata/d1-linear-ica.npz';
    const { metrics, n } = measured(path, path, 'mcc_pearson');
    expect(n).toBeGreaterThan(10);
    expect(metrics.mcc_pearson!.score).toBeCloseTo(1, 12);
    expect(measured(`${path}:x`, path, 'mcc_pearson').metrics).toEqual(metrics);
  });
});
