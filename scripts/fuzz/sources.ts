import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { formatNpy } from '../../src/core/npy.ts';
import { findTrack } from '../../src/suite/tracks/catalogue.ts';

/** What mutations start from: real models and arrays for one instance of one track. */
export interface FuzzSources {
  readonly models: readonly Uint8Array[];
  readonly arrays: readonly Uint8Array[];
}

export const FUZZ_TRACK = 'linear-ica';
export const FUZZ_ROWS = 300;
export const FUZZ_DRAW = 'fuzz';

const ROOT = resolve(import.meta.dirname, '../..');
/** As exporters write them, and as authors submitted them for the first instance. */
const EXPORTS = 'tests/registry/exports';
const SUBMITTED = ['fastica', 'oracle', 'pca', 'supervised-linear'].map(
  (slug) => `submissions/${slug}/1/linear-ica-main-00-seed-0.onnx`,
);

async function readModels(): Promise<Uint8Array[]> {
  const exported = (await readdir(join(ROOT, EXPORTS))).filter((name) => name.endsWith('.onnx')).toSorted();
  const paths = [...exported.map((name) => `${EXPORTS}/${name}`), ...SUBMITTED];
  return await Promise.all(paths.map(async (path) => Uint8Array.from(await readFile(join(ROOT, path)))));
}

/** Codes in both precisions and both orders. */
function makeArrays(): Uint8Array[] {
  const { observations } = findTrack(FUZZ_TRACK).createInstance(0, 'main').drawEvaluation(FUZZ_DRAW, FUZZ_ROWS);
  const shape = [FUZZ_ROWS, observations.length / FUZZ_ROWS];
  const single = formatNpy(observations, shape);
  const double = formatNpy(Float64Array.from(observations), shape);
  const turned = Uint8Array.from(double);
  turned.set(new TextEncoder().encode("'fortran_order': True, "), Buffer.from(turned).indexOf("'fortran_order'"));
  return [single, double, turned];
}

export async function readSources(): Promise<FuzzSources> {
  return { models: await readModels(), arrays: makeArrays() };
}
