import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { InputError } from '../../core/input-error.ts';
import { OutOfDeviceMemory } from '../../evaluation/session.ts';
import {
  createNativeSession,
  findNativeRuntime,
  isDeviceFault,
  requireNativeRuntime,
  type Device,
  type NativeRuntime,
} from './native-session.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'custodes-native-'));

afterAll(() => rmSync(ROOT, { recursive: true }));

/** A repository in which some version of the native runtime is installed, as far as its manifest says. */
function rootWith(version: string): string {
  const root = join(ROOT, version);
  const folder = join(root, '.cache/native/node_modules/onnxruntime-node');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'onnxruntime-node', version }));
  return root;
}

describe('the native runtime', () => {
  test('that is not installed is told with the command that installs it', () => {
    expect(findNativeRuntime(ROOT)).toBeNull();
    expect(() => requireNativeRuntime(ROOT)).toThrow(
      '--device: needs onnxruntime-node, which is not installed; run: npm install --prefix .cache/native --ignore-scripts onnxruntime-node@1.30.0',
    );
  });

  test('must be of the reference’s version', () => {
    expect(requireNativeRuntime(rootWith('1.30.0'))).toContain('onnxruntime-node');
    expect(() => requireNativeRuntime(rootWith('1.22.0'))).toThrow(
      /needs onnxruntime-node 1\.30\.0, 1\.22\.0 is installed; run: npm/,
    );
  });
});

class TensorStandIn {
  readonly type: string;
  readonly data: Float32Array;
  readonly dims: readonly number[];

  constructor(type: string, data: Float32Array, dims: readonly number[]) {
    [this.type, this.data, this.dims] = [type, data, dims];
  }

  getData = async () => this.data;
  dispose = () => {};
}

/** A runtime that doubles its input, or fails where it is told to. */
function standIn(failure: { readonly create?: string; readonly run?: string } = {}): NativeRuntime {
  return {
    Tensor: TensorStandIn,
    InferenceSession: {
      async create() {
        if (failure.create) throw new Error(failure.create);
        return {
          async run({ x }: Record<string, TensorStandIn>) {
            if (failure.run) throw new Error(failure.run);
            return {
              codes: new TensorStandIn(
                'float32',
                x!.data.map((value) => 2 * value),
                x!.dims,
              ),
            };
          },
          release: async () => {},
        };
      },
    },
  } as unknown as NativeRuntime;
}

const open = async (device: Device, runtime: NativeRuntime) => await createNativeSession(runtime, device, new Uint8Array(), [2]);

test('a session gives the codes of a batch', async () => {
  const session = await open('webgpu', standIn());
  expect(await session.run(Float32Array.of(1, 2, 3, 4), 2)).toEqual(Float32Array.of(2, 4, 6, 8));
});

// Messages as onnxruntime-node 1.30.0 gives them.
test.each<[Device, string, string]>([
  ['cuda', 'OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library', 'cuda has no provider here'],
  ['cuda', 'CUDA failure 100: no CUDA-capable device is detected ; GPU=0', 'cuda finds no device'],
  [
    'webgpu',
    '/onnxruntime_src/webgpu_context.cc:136 Initialize adapter_result.status == Success was false. Failed to get a WebGPU adapter: No supported adapters\n',
    'webgpu finds no adapter; install a driver for Vulkan',
  ],
])('a device that cannot be had: %s, %s', async (device, message, line) => {
  const error = await open(device, standIn({ create: message })).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InputError);
  const { message: told } = error as InputError;
  expect(told).toContain(`--device: ${line}`);
  expect(told).not.toContain('\n');
  expect(isDeviceFault(error as InputError)).toBe(true);
});

test('what a device refuses of a model is the model’s fault', async () => {
  const error = await open('webgpu', standIn({ create: 'Could not find an implementation for Erf(13)' })).catch(
    (e: unknown) => e,
  );
  expect((error as InputError).message).toContain('encoder: webgpu refuses it (Could not find an implementation for Erf(13))');
  expect(isDeviceFault(error as InputError)).toBe(false);
});

test.each<[Device, string]>([
  ['cpu', 'Failed to allocate memory for requested buffer of size 3276800000'],
  ['cuda', 'CUDA failure 2: out of memory ; GPU=0'],
  ['webgpu', 'Failed to download data from buffer. message: [Invalid Buffer (unlabeled)] is invalid due to a previous error.'],
])('a lack of memory is told apart, so that a smaller batch can be tried: %s', async (device, message) => {
  const session = await open(device, standIn({ run: message }));
  await expect(session.run(Float32Array.of(1, 2), 1)).rejects.toBeInstanceOf(OutOfDeviceMemory);
  const line = `encoder: has weights that ${device} has no memory for`;
  await expect(open(device, standIn({ create: message }))).rejects.toThrow(line);
});
