import * as ort from 'onnxruntime-web/wasm';
import glueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import { RUNTIME, type Session } from '../../evaluation/session.ts';
import { codesFault } from '../../registry/onnx/codes-fault.ts';
import { INPUT_NAME, OUTPUT_NAME } from '../../registry/onnx/signature-faults.ts';

/** A session that holds memory of the runtime until it is released. */
export interface BrowserSession extends Session {
  release(): Promise<void>;
}

/**
 * Has the runtime's glue, which knows bytes only, run a module that is compiled already: the bytes that it is given stand for the
 * module, in the one call that it makes.
 */
function runCompiled(module: WebAssembly.Module): void {
  const { instantiate } = WebAssembly;
  ort.env.wasm.wasmBinary = new ArrayBuffer(0);
  Object.assign(WebAssembly, {
    instantiate: async (_bytes: BufferSource, imports: WebAssembly.Imports) => {
      Object.assign(WebAssembly, { instantiate });
      return { module, instance: await instantiate(module, imports) };
    },
  });
}

/** Takes the reference runtime into use: the same WebAssembly bytes as in Node, one thread. @param module compiled from checked bytes */
export function useRuntime(module: WebAssembly.Module): void {
  const version = ort.env.versions.web;
  if (version !== RUNTIME.version) throw new Error(`onnxruntime-web ${RUNTIME.version} is required, ${version} is bundled`);
  ort.env.wasm.numThreads = RUNTIME.threads;
  ort.env.wasm.wasmPaths = { mjs: glueUrl };
  ort.env.logLevel = 'error';
  runCompiled(module);
}

/**
 * A session for a model whose bytes were checked.
 *
 * @param shape of one observation, without the batch
 * @param m codes of each row by the record: the audit found the same in the file
 */
export async function createBrowserSession(model: Uint8Array, shape: readonly number[], m: number): Promise<BrowserSession> {
  const session = await ort.InferenceSession.create(model, { executionProviders: [RUNTIME.provider] });
  return {
    async run(batch, rows) {
      const input = new ort.Tensor('float32', batch, [rows, ...shape]);
      const output = (await session.run({ [INPUT_NAME]: input }))[OUTPUT_NAME]!;
      const fault = codesFault(output, rows, m);
      if (fault) throw new Error(`The model ${fault.rule}.`);
      // A copy already: the runtime's own memory is behind other tensors.
      const codes = (await output.getData()) as Float32Array;
      output.dispose();
      return codes;
    },
    release: () => session.release(),
  };
}
