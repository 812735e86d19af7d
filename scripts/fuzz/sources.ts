import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { formatNpy } from '../../src/core/npy.ts';
import { messageType } from '../../src/registry/onnx/messages.ts';
import { findTrack } from '../../src/suite/tracks/catalogue.ts';

/** What mutations start from: real models and arrays for one instance of one track. */
export interface FuzzSources {
  readonly models: readonly Uint8Array[];
  readonly arrays: readonly Uint8Array[];
  /** Small models for the first instance that differ from all submitted ones. */
  readonly sound: readonly Uint8Array[];
  /** Codes of as many rows as the track asks for. */
  readonly codes: Uint8Array;
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

async function readAll(paths: readonly string[]): Promise<Uint8Array[]> {
  return await Promise.all(paths.map(async (path) => Uint8Array.from(await readFile(join(ROOT, path)))));
}

/** The model with its first weight one bit larger or smaller, so that it is nobody else's. */
function nudged(bytes: Uint8Array): Uint8Array {
  const type = messageType('ModelProto');
  const object = type.toObject(type.decode(bytes)) as { graph: { initializer: { rawData: Uint8Array }[] } };
  const [{ rawData }] = object.graph.initializer as [{ rawData: Uint8Array }];
  rawData[0] = rawData[0]! ^ 1;
  return type.encode(type.fromObject(object)).finish();
}

/** The observations of so many rows as codes. */
function drawCodes(rows: number): { values: Float32Array; shape: readonly [number, number] } {
  const { observations } = findTrack(FUZZ_TRACK).createInstance(0, 'main').drawEvaluation(FUZZ_DRAW, rows);
  return { values: observations, shape: [rows, observations.length / rows] };
}

/** Codes in both precisions and both orders. */
function makeArrays(): Uint8Array[] {
  const { values, shape } = drawCodes(FUZZ_ROWS);
  const single = formatNpy(values, shape);
  const double = formatNpy(Float64Array.from(values), shape);
  const turned = Uint8Array.from(double);
  turned.set(new TextEncoder().encode("'fortran_order': True, "), Buffer.from(turned).indexOf("'fortran_order'"));
  return [single, double, turned];
}

export async function readSources(): Promise<FuzzSources> {
  const exported = (await readdir(join(ROOT, EXPORTS))).filter((name) => name.endsWith('.onnx')).toSorted();
  const submitted = await readAll(SUBMITTED);
  const models = [...(await readAll(exported.map((name) => `${EXPORTS}/${name}`))), ...submitted];
  const { values, shape } = drawCodes(findTrack(FUZZ_TRACK).evaluationRows);
  return { models, arrays: makeArrays(), sound: submitted.map(nudged), codes: formatNpy(values, shape) };
}
