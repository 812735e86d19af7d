import { readFileSync } from 'node:fs';
import { sha256Hex } from '../registry/digest.ts';

const bytes = readFileSync('node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm');

/** The WebAssembly that a rerun loads: the same bytes as in Node. */
export const RUNTIME_FILE = { sha256: sha256Hex(bytes), bytes: bytes.length } as const;
