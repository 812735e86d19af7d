import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import Type from 'typebox';
import { InputError } from '../../core/input-error.ts';
import { OutOfDeviceMemory, RUNTIME } from '../../evaluation/session.ts';
import { codesOf } from '../../registry/onnx/codes-of.ts';
import { INPUT_NAME, OUTPUT_NAME } from '../../registry/onnx/signature-faults.ts';
import { printable } from '../../registry/printable.ts';
import { parseAs } from '../../registry/validator.ts';
import { takeCodes, type OnnxSession } from './onnx-session.ts';

/** Where the native runtime runs models: on the processor, or on a graphics card by WebGPU or CUDA. */
export const DEVICES = ['cpu', 'webgpu', 'cuda'] as const;
export type Device = (typeof DEVICES)[number];

/** The native runtime, of the reference's own version. It is 291 MB, so that only who wants it installs it. */
export const NATIVE_RUNTIME = { name: 'onnxruntime-node', version: RUNTIME.version } as const;

/** A folder of its own: `node_modules` holds what the lockfile names and nothing else. */
const FOLDER = '.cache/native';
const INSTALL = `npm install --prefix ${FOLDER} --ignore-scripts ${NATIVE_RUNTIME.name}@${NATIVE_RUNTIME.version}`;
/** Its install script fetches CUDA's provider. */
const INSTALL_CUDA = `ONNXRUNTIME_NODE_INSTALL=cuda12 npm install --prefix ${FOLDER} ${NATIVE_RUNTIME.name}@${NATIVE_RUNTIME.version}`;
const OPTION = '--device';

/** What is used of the native runtime. */
export interface NativeRuntime {
  readonly InferenceSession: {
    create(bytes: Uint8Array, options: InferenceSession.SessionOptions): Promise<Pick<InferenceSession, 'run' | 'release'>>;
  };
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => Tensor;
}

/**
 * Finds the native runtime without loading it.
 *
 * @param root of the repository
 * @returns the folder of its package, or null where it is not installed
 */
export function findNativeRuntime(root: string): string | null {
  try {
    return dirname(createRequire(join(resolve(root, FOLDER), 'package.json')).resolve(`${NATIVE_RUNTIME.name}/package.json`));
  } catch {
    return null;
  }
}

/** Like `findNativeRuntime`. @throws InputError where it is not installed, or in another version: the line says how to install it */
export function requireNativeRuntime(root: string): string {
  const folder = findNativeRuntime(root);
  if (folder === null) {
    throw new InputError({ path: OPTION, rule: `needs ${NATIVE_RUNTIME.name}, which is not installed`, fix: `run: ${INSTALL}` });
  }
  const path = join(folder, 'package.json');
  const { version } = parseAs(Type.Object({ version: Type.String() }), readFileSync(path, 'utf8'), path);
  if (version === NATIVE_RUNTIME.version) return folder;
  const rule = `needs ${NATIVE_RUNTIME.name} ${NATIVE_RUNTIME.version}, ${version} is installed`;
  throw new InputError({ path: OPTION, rule, fix: `run: ${INSTALL}` });
}

/** Loads the native runtime into this process. @throws InputError as `requireNativeRuntime` */
export function loadNativeRuntime(root: string): NativeRuntime {
  const folder = requireNativeRuntime(root);
  return createRequire(join(folder, 'package.json'))(folder) as NativeRuntime;
}

const MAXIMUM_MESSAGE = 200;
const NO_CUDA_PROVIDER = /failed to load shared library/i;
const NO_ADAPTER = /WebGPU adapter|No supported adapters/i;
const NO_CUDA_DEVICE = /no CUDA-capable device|driver version is insufficient|CUDA_ERROR_NO_DEVICE/i;
/** WebGPU tells a buffer that could not be had only when it is used. */
const OUT_OF_MEMORY = /out of memory|OUT_OF_MEMORY|OutOfMemory|bad_alloc|Failed to allocate|exceeds the max|Invalid Buffer/i;

/** Whether a fault says that the device itself cannot be had, so that no other model will fare better. */
export function isDeviceFault({ faults }: Pick<InputError, 'faults'>): boolean {
  return faults.some(({ path }) => path === OPTION);
}

function refusal(device: Device, error: unknown): Error {
  const text = error instanceof Error ? error.message : String(error);
  const shown = printable(text.replaceAll(/\s+/g, ' ').trim(), MAXIMUM_MESSAGE);
  if (device === 'cuda' && NO_CUDA_PROVIDER.test(text)) {
    const rule = 'cuda has no provider here: either it was not fetched, or the libraries of CUDA 12 and cuDNN 9 are not found';
    return new InputError({ path: OPTION, rule, fix: `run: ${INSTALL_CUDA}` });
  }
  if (device === 'webgpu' && NO_ADAPTER.test(text)) {
    const fix = 'install a driver for Vulkan and libvulkan.so.1, or name a driver in VK_ICD_FILENAMES';
    return new InputError({ path: OPTION, rule: 'webgpu finds no adapter', fix });
  }
  if (device === 'cuda' && NO_CUDA_DEVICE.test(text)) {
    return new InputError({ path: OPTION, rule: `cuda finds no device (${shown})`, fix: 'see that nvidia-smi lists one' });
  }
  if (OUT_OF_MEMORY.test(text)) return new OutOfDeviceMemory(text);
  const fix = 'evaluate with --device wasm, which tells a fault of the model from one of the device';
  return new InputError({ path: 'encoder', rule: `${device} refuses it (${shown})`, fix });
}

export interface NativeSessionOptions {
  /** Of the processor. Default: one for each core, however many threads a core has. */
  readonly threads?: number;
}

/**
 * Loads a model into the native runtime.
 *
 * @param shape of one observation, without the batch
 * @throws InputError where the device cannot be had (`isDeviceFault`) or refuses the model
 */
export async function createNativeSession(
  runtime: NativeRuntime,
  device: Device,
  bytes: Uint8Array,
  shape: readonly number[],
  { threads }: NativeSessionOptions = {},
): Promise<OnnxSession> {
  const options: InferenceSession.SessionOptions = {
    executionProviders: [device],
    // Errors are told below; remarks on a model are not for the reader of a table.
    logSeverityLevel: 4,
    ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
  };
  const session = await runtime.InferenceSession.create(bytes, options).catch((error: unknown) => {
    const reason = refusal(device, error);
    if (!(reason instanceof OutOfDeviceMemory)) throw reason;
    const fix = 'evaluate with --device wasm, or on a device with more memory';
    throw new InputError({ path: 'encoder', rule: `has weights that ${device} has no memory for`, fix });
  });
  const expected = codesOf(bytes, shape);
  return {
    async run(batch, rows) {
      try {
        const input = new runtime.Tensor('float32', batch, [rows, ...shape]);
        return await takeCodes((await session.run({ [INPUT_NAME]: input }))[OUTPUT_NAME]!, rows, expected);
      } catch (error) {
        throw error instanceof InputError ? error : refusal(device, error);
      }
    },
    release: () => session.release(),
  };
}
