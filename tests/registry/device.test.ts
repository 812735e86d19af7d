import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { DEVICE_TOLERANCE } from '../../src/evaluation/encode-on-device.ts';
import type { DevicePreview } from '../../src/registry/device-preview.ts';
import type { ResultRecord } from '../../src/registry/record.ts';
import { floatTensor, linearModel } from './support/onnx-model.ts';
import { createWorkplace, freezeSuite, writeSubmission, type Workplace } from './support/workplace.ts';

const NATIVE = resolve(import.meta.dirname, '../../.cache/native');
const ROWS = 1200;

let workplace: Workplace;
let byReference: ResultRecord;
let firstRowsByReference: ResultRecord;

/** x · weights, then a rectifier, then shifted, so that a device has something to do in its own way. */
function smallNetwork(d: number): Uint8Array {
  const nodes = [
    { opType: 'MatMul', input: ['x', 'weights'], output: ['a'] },
    { opType: 'LeakyRelu', input: ['a'], output: ['b'] },
    { opType: 'Add', input: ['b', 'shift'], output: ['codes'] },
  ];
  const weights = Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_unused, j) => (i === j ? 1 : 0.1 * (i - j))));
  const initializer = [floatTensor('weights', [d, d], weights.flat()), floatTensor('shift', [d], new Float32Array(d).fill(0.3))];
  return linearModel({ weights, nodes, graph: { initializer } });
}

const evaluateRows = (rows: number, ...args: readonly string[]) =>
  workplace.run('evaluate', 'submissions/network', '--rows', String(rows), '--seed-from', 'public', ...args);
const evaluate = (...args: readonly string[]) => evaluateRows(ROWS, ...args);

function evaluateByReference(rows: number): ResultRecord {
  const { status, stdout, stderr } = evaluateRows(rows, '--device', 'auto', '--json');
  expect([status, stderr]).toEqual([0, '']);
  return (JSON.parse(stdout) as { records: ResultRecord[] }).records[0]!;
}

beforeAll(() => {
  workplace = createWorkplace('spawned');
  writeSubmission(workplace, { slug: 'network', instances: { main: [0] }, model: smallNetwork });
  freezeSuite(workplace);
  byReference = evaluateByReference(ROWS);
  firstRowsByReference = evaluateByReference(1000);
});

afterAll(() => workplace.remove());

describe('without the native runtime', () => {
  test('a device is refused with the command that installs it', () => {
    expect(evaluate('--device', 'webgpu')).toEqual({
      status: 1,
      stdout: '',
      stderr:
        '--device: needs onnxruntime-node, which is not installed; run: npm install --prefix .cache/native --ignore-scripts onnxruntime-node@1.30.0\n',
    });
  });

  test('auto is the reference', () => {
    expect(byReference.run.device).toMatch(/^wasm on /);
  });
});

test('a device makes neither records nor shards, and others than those listed are refused', () => {
  for (const device of ['cpu', 'webgpu', 'cuda']) {
    for (const kept of [['--shard', '1/1', '--out', 'shards'], ['--twice'], ['--fresh']]) {
      const { status, stderr } = evaluate('--device', device, ...kept);
      const fix = 'leave --out, --twice and --fresh away: they are for the reference’s numbers';
      expect([status, stderr]).toEqual([1, `--device: ${device} makes no record and no shard; ${fix}\n`]);
    }
  }
  expect(evaluate('--device', 'gpu').stderr).toBe('--device: "gpu" is not supported; use one of auto, wasm, cpu, webgpu, cuda\n');
  expect(existsSync(join(workplace.root, 'shards'))).toBe(false);
});

describe('with the native runtime', () => {
  beforeAll(() => {
    mkdirSync(join(workplace.root, '.cache'), { recursive: true });
    if (existsSync(NATIVE)) symlinkSync(NATIVE, join(workplace.root, '.cache/native'));
  });

  /** Ends a test with the reason where this machine cannot run it. */
  function previewOn(device: string, { skip }: TestContext): DevicePreview {
    if (!existsSync(NATIVE)) skip('onnxruntime-node is not installed: content/docs/many-machines.mdx says how');
    const { status, stdout, stderr } = evaluate('--device', device, '--json');
    if (/^--device: (webgpu finds no adapter|cuda )/.test(stderr)) skip(stderr.trim());
    expect([status, stderr]).toEqual([0, '']);
    return (JSON.parse(stdout) as { previews: DevicePreview[] }).previews[0]!;
  }

  test.for(['cpu', 'webgpu', 'cuda'])('%s gives a preview that is held against the reference', (device, context) => {
    const preview = previewOn(device, context);
    const [main] = preview.models.main;
    const [expected] = byReference.measured.models.main;
    expect(preview.device).toMatchObject({ device, runtime: { name: 'onnxruntime-node', version: '1.30.0', provider: device } });
    expect(preview.device.adapters ?? preview.device.remark).toBeTruthy();
    expect(preview.run.device).toMatch(new RegExp(`^${device} on `));
    expect(main).toMatchObject({ n: ROWS, draw_seed: expected!.draw_seed, artefact_sha256: expected!.artefact_sha256 });
    const { reference, compared_rows, worst, batch_rows } = main!.device_check;
    expect(reference.rows).toBe(1000);
    expect(compared_rows).toBeGreaterThan(1000);
    expect(worst.difference).toBeLessThanOrEqual(DEVICE_TOLERANCE);
    expect(batch_rows).toBe(ROWS);
    expect(main!.metrics['r2']!['score']).toBeCloseTo(expected!.metrics['r2']!['score']!, 4);
    // A shorter draw is the start of a longer one, so that its digest is the one that is kept.
    expect(reference.codes_sha256).toBe(firstRowsByReference.measured.models.main[0]!.codes_sha256);
    expect(readdirSync(join(workplace.root, 'content'))).not.toContain('results');
  });
});
