// @ts-check
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'node_modules/onnxruntime-web/dist';

/** The one build with SIMD that records are made with: its program, and its loaders for Node and for the page. */
const KEPT = new Set(['ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm', 'ort.node.min.mjs', 'ort.wasm.min.mjs']);

/**
 * Of the files of onnxruntime-web's distribution, those that nothing here loads: builds for WebGPU and WebGL, and source maps.
 *
 * @param {readonly string[]} names
 */
export function unusedBuilds(names) {
  return names.filter((name) => !KEPT.has(name));
}

/** Removes 128 MB of builds that nothing loads. Does nothing where they are gone. */
export function pruneBuilds() {
  if (!existsSync(FOLDER)) return;
  for (const name of unusedBuilds(readdirSync(FOLDER))) rmSync(join(FOLDER, name));
}
