import * as ort from 'onnxruntime-web/wasm';
import glueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { RUNTIME, type Session } from '../../evaluation/session.ts';
import { codesFault } from '../../registry/onnx/codes-fault.ts';
import { INPUT_NAME, OUTPUT_NAME } from '../../registry/onnx/signature-faults.ts';
import { fetchVerified } from './verified-fetch.ts';

/** A session that holds memory of the runtime until it is released. */
export interface BrowserSession extends Session {
  release(): Promise<void>;
}

/** Loads the reference runtime: the same WebAssembly bytes as in Node, one thread. @param wasmSha256 digest of those bytes */
export async function loadRuntime(wasmSha256: string): Promise<void> {
  const version = ort.env.versions.web;
  if (version !== RUNTIME.version) throw new Error(`onnxruntime-web ${RUNTIME.version} is required, ${version} is bundled`);
  ort.env.wasm.numThreads = RUNTIME.threads;
  ort.env.wasm.wasmPaths = { mjs: glueUrl };
  ort.env.wasm.wasmBinary = await fetchVerified(wasmUrl, wasmSha256, 'runtime');
  ort.env.logLevel = 'error';
}

/** A session for a model whose bytes were checked. @param shape of one observation, without the batch */
export async function createBrowserSession(model: Uint8Array, shape: readonly number[]): Promise<BrowserSession> {
  const session = await ort.InferenceSession.create(model, { executionProviders: [RUNTIME.provider] });
  return {
    async run(batch, rows) {
      const input = new ort.Tensor('float32', batch, [rows, ...shape]);
      const output = (await session.run({ [INPUT_NAME]: input }))[OUTPUT_NAME]!;
      const fault = codesFault(output, rows);
      if (fault) throw new Error(`The model ${fault.rule}.`);
      const codes = Float32Array.from((await output.getData()) as Float32Array);
      output.dispose();
      return codes;
    },
    release: () => session.release(),
  };
}
