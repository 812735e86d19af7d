import { readFile } from 'node:fs/promises';
import { InputError } from '../../core/input-error.ts';
import { npyToMatrix, parseNpy } from '../../core/npy.ts';
import { assertNotDegenerate } from '../../evaluation/degenerate.ts';
import { diagnose } from '../../evaluation/diagnosis.ts';
import type { Matrix } from '../../core/matrix.ts';
import { evaluateInstance, givenWith } from '../../evaluation/evaluate-instance.ts';
import { evaluateModel } from '../../evaluation/evaluate-model.ts';
import { recordPanel, type RecordedKey } from '../../evaluation/panel.ts';
import { arrayDigest, sha256Hex } from '../../registry/digest.ts';
import type { EvaluationCell } from '../../registry/evaluation-cells.ts';
import type { InstanceMeasurement } from '../../registry/record.ts';
import type { ModelFile } from '../../registry/submission.ts';
import { findTrack } from '../../suite/tracks/catalogue.ts';
import { drawRows } from '../../suite/tracks/draw-rows.ts';
import type { TrackInstance } from '../../suite/tracks/track.ts';
import { artefactPath } from './artefacts.ts';
import { createOnnxSession } from './onnx-session.ts';

type Outcome = Pick<InstanceMeasurement, 'n' | 'd' | 'm' | 'codes_sha256' | 'metrics' | 'diagnosis'>;

export interface MeasureOptions {
  /** Default: the metrics of the track's records. */
  readonly panel?: readonly RecordedKey[];
  /** Called when the model has done its part and only metrics are left. */
  readonly onEncoded?: () => Promise<void>;
}

interface Artefacts {
  readonly bytes: Uint8Array;
  readonly structure: Matrix | undefined;
}

async function measureEncoder(
  cell: EvaluationCell,
  instance: TrackInstance,
  { bytes, structure }: Artefacts,
  options: Required<MeasureOptions>,
): Promise<Outcome> {
  const session = await createOnnxSession(bytes, instance.observationShape);
  try {
    const { drawSeed, rows: n } = cell;
    const { d, m, codes, metrics, arrays } = await evaluateModel({ instance, session, drawSeed, n, structure, ...options });
    return { n, d, m, codes_sha256: arrayDigest(codes), metrics, diagnosis: diagnose(arrays.factors, arrays.codes) };
  } finally {
    await session.release();
  }
}

async function measureCodes(
  cell: EvaluationCell,
  instance: TrackInstance,
  { bytes, structure }: Artefacts,
  { panel, onEncoded }: Required<MeasureOptions>,
): Promise<Outcome> {
  await onEncoded();
  const array = parseNpy(bytes, cell.file);
  const codes = npyToMatrix(array, cell.file);
  if (codes.rows !== cell.rows) {
    const fix = `give one row for each of the ${cell.rows} of the public draw`;
    throw new InputError({ path: cell.file, rule: `has ${codes.rows} rows`, fix });
  }
  const { factors } = drawRows(instance, cell.drawSeed, cell.rows);
  assertNotDegenerate(factors, codes, instance.observationShape);
  const metrics = evaluateInstance(factors, codes, panel, givenWith(instance, structure));
  const sizes = { n: codes.rows, d: instance.d, m: codes.columns };
  return { ...sizes, codes_sha256: arrayDigest(array.data), metrics, diagnosis: diagnose(factors, codes) };
}

/** @throws InputError where the file is not the one that the manifest names */
async function readSubmitted(folder: string, artefact: ModelFile): Promise<Uint8Array> {
  const { file, sha256 } = artefact;
  const bytes = await readFile(artefactPath(folder, artefact));
  const actual = sha256Hex(bytes);
  if (actual === sha256) return bytes;
  throw new InputError({ path: file, rule: `has SHA-256 ${actual}, not ${sha256}`, fix: 'restore the file that was submitted' });
}

/**
 * One model on one draw.
 *
 * @param folder holds the submission's files
 * @throws InputError where the file is not the one that the manifest names, or breaks its contract
 */
export async function measureCell(
  cell: EvaluationCell,
  folder: string,
  { panel = recordPanel(findTrack(cell.track)), onEncoded = () => Promise.resolve() }: MeasureOptions = {},
): Promise<InstanceMeasurement> {
  const bytes = await readSubmitted(folder, cell);
  const structure = cell.structure && npyToMatrix(parseNpy(await readSubmitted(folder, cell.structure), cell.structure.file));
  const instance = findTrack(cell.track).createInstance(cell.instance, cell.variant);
  const measureKind = cell.kind === 'codes' ? measureCodes : measureEncoder;
  const outcome = await measureKind(cell, instance, { bytes, structure }, { panel, onEncoded });
  return {
    instance: cell.instance,
    seed: cell.seed,
    artefact_sha256: cell.sha256,
    ...(cell.structure && { structure_sha256: cell.structure.sha256 }),
    draw_seed: cell.drawSeed,
    ...outcome,
  };
}
