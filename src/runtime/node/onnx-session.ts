import * as ort from 'onnxruntime-web';
import { InputError } from '../../core/input-error.ts';
import { RUNTIME, type Session } from '../../evaluation/session.ts';
import { codesFault } from '../../registry/onnx/codes-fault.ts';
import { codesOf } from '../../registry/onnx/codes-of.ts';
import { printable } from '../../registry/printable.ts';
import { INPUT_NAME, OUTPUT_NAME } from '../../registry/onnx/signature-faults.ts';

/** A model that broke the runtime itself, or asked for more memory than there is: nothing else should run in this process. */
export class SpentRuntime extends InputError {
  readonly outOfMemory: boolean;

  constructor(outOfMemory: boolean, rule: string, fix: string) {
    super({ path: 'encoder', rule, fix });
    this.outOfMemory = outOfMemory;
  }
}

/** A session that holds memory of the runtime until it is released. */
export interface OnnxSession extends Session {
  release(): Promise<void>;
}

function configure(): void {
  const version = ort.env.versions.web;
  if (version !== RUNTIME.version) throw new Error(`onnxruntime-web ${RUNTIME.version} is required, ${version} is installed`);
  ort.env.wasm.numThreads = RUNTIME.threads;
  // The runtime's remarks on a model (unused initialisers and the like) are not for the reader of a table.
  ort.env.logLevel = 'error';
}

/**
 * The codes of a batch, whose tensor is given back to the runtime.
 *
 * @param expected number of codes that the file promises; null where it promises none
 * @throws InputError where they are not `rows` lines of codes
 */
export async function takeCodes(output: ort.Tensor, rows: number, expected: number | null = null): Promise<Float32Array> {
  const fault = codesFault(output, rows, expected);
  if (fault) throw new InputError({ path: 'encoder', ...fault });
  const codes = Float32Array.from((await output.getData()) as Float32Array);
  output.dispose();
  return codes;
}

/**
 * Loads a model into the reference runtime: WebAssembly, one thread.
 *
 * @param shape of one observation, without the batch
 * @throws InputError where the runtime refuses the model
 */
export async function createOnnxSession(bytes: Uint8Array, shape: readonly number[]): Promise<OnnxSession> {
  configure();
  let session: ort.InferenceSession;
  try {
    session = await ort.InferenceSession.create(bytes, { executionProviders: [RUNTIME.provider] });
  } catch (error) {
    throw refusal(error);
  }
  const expected = codesOf(bytes, shape);
  return {
    async run(batch, rows) {
      const input = new ort.Tensor('float32', batch, [rows, ...shape]);
      try {
        return await takeCodes((await session.run({ [INPUT_NAME]: input }))[OUTPUT_NAME]!, rows, expected);
      } catch (error) {
        throw error instanceof InputError ? error : refusal(error);
      }
    },
    release: () => session.release(),
  };
}

/** Where in the runtime's own source a message comes from: of no use to the author of a model. */
const SOURCE_PLACE = /\/\S+\.(cc|h):\d+ [^(]*\([^)]*\)( const)? ?/;
/** Where the runtime itself noticed that something is wrong; anything else is a crash of it. */
const MESSAGE_MARK = 'ERROR_MESSAGE: ';
const MAXIMUM_MESSAGE = 200;
const OUT_OF_MEMORY = /bad_alloc|allocat|exceeds the supported maximum|out of memory/i;

function refusal(error: unknown): InputError {
  const text = error instanceof Error ? error.message : String(error);
  const message = text.split(MESSAGE_MARK).at(-1) ?? text;
  const shown = printable(message.replace(SOURCE_PLACE, '').trim(), MAXIMUM_MESSAGE);
  const fix = 'load the model with onnxruntime and run it on a batch of 1 and of 1000 rows';
  if (OUT_OF_MEMORY.test(text)) return new SpentRuntime(true, `runs out of memory (${shown})`, fix);
  if (!text.includes(MESSAGE_MARK)) return new SpentRuntime(false, `crashes the runtime (${shown})`, fix);
  return new InputError({ path: 'encoder', rule: `the runtime refuses it (${shown})`, fix });
}
