import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { floatTensor, linearModel, scaledIdentity } from '../../../tests/registry/support/onnx-model.ts';
import { createWorkplace, writeSubmission, type Workplace } from '../../../tests/registry/support/workplace.ts';
import { chooseDevice } from './evaluate-on-device.ts';
import type { EvaluationRequest } from './evaluate-submission.ts';
import { loadSubmission } from './submission-folder.ts';

const WIDTH = 600;
const DEPTH = 10;
const ROWS = 999_999;
const REQUEST: EvaluationRequest = {
  suite: { version: '1', digest: '', tree: { parts: { 'linear-ica': '' } } } as unknown as EvaluationRequest['suite'],
  commit: 'public',
  rows: ROWS,
};

let workplace: Workplace;
let dear: string;

/** Ten products of one large matrix: 3.6 million multiply-adds a row from a file within the limit. */
function dearModel(d: number): Uint8Array {
  const product = (from: string, weights: string, to: string) => ({ opType: 'MatMul', input: [from, weights], output: [to] });
  const middle = Array.from({ length: DEPTH }, (_, i) => product(`h${i}`, 'middle', `h${i + 1}`));
  const nodes = [product('x', 'weights', 'h0'), ...middle, product(`h${DEPTH}`, 'back', 'codes')];
  const zeros = (name: string, ...dims: readonly [number, number]) =>
    floatTensor(name, dims, new Float32Array(dims[0] * dims[1]));
  const initializer = [zeros('weights', d, WIDTH), zeros('middle', WIDTH, WIDTH), zeros('back', WIDTH, d)];
  return linearModel({ weights: scaledIdentity(d), nodes, graph: { initializer } });
}

beforeAll(() => {
  workplace = createWorkplace();
  dear = writeSubmission(workplace, { slug: 'dear', model: dearModel });
});

afterAll(() => workplace.remove());

async function choose(folder: string, request = REQUEST): Promise<{ device: string; told: string[] }> {
  const told: string[] = [];
  const loaded = await loadSubmission(join(workplace.root, folder));
  return { device: await chooseDevice(workplace.root, loaded, request, (message) => told.push(message)), told };
}

test('auto is the reference where its time suffices', async () => {
  const cheap = writeSubmission(workplace, { slug: 'cheap' });
  expect(await choose(cheap)).toEqual({ device: 'wasm', told: [] });
  expect(await choose(dear, { ...REQUEST, rows: 20_000 })).toEqual({ device: 'wasm', told: [] });
});

test('auto says what is beyond the reference’s time, and takes a device for it once there is a runtime', async () => {
  const without = await choose(dear);
  expect(without.device).toBe('wasm');
  expect(without.told).toEqual([
    expect.stringMatching(/main-0\.onnx takes about \d{3} s on wasm, more than 300; --device webgpu makes/),
  ]);
  const folder = '.cache/native/node_modules/onnxruntime-node';
  workplace.write(`${folder}/package.json`, JSON.stringify({ name: 'onnxruntime-node', version: '1.30.0' }));
  const { device, told } = await choose(dear);
  expect(device).toBe('webgpu');
  expect(told).toEqual([expect.stringMatching(/more than 300: a preview on webgpu instead$/)]);
});
