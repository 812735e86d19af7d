import { InputError } from '../../core/input-error.ts';
import { npyToMatrix, parseNpy } from '../../core/npy.ts';
import { assertNotDegenerate } from '../../evaluation/degenerate.ts';
import { diagnose } from '../../evaluation/diagnosis.ts';
import type { Matrix } from '../../core/matrix.ts';
import { evaluateInstance, givenWith } from '../../evaluation/evaluate-instance.ts';
import { encodeOnDevice } from '../../evaluation/encode-on-device.ts';
import { evaluateEncoding, evaluateModel } from '../../evaluation/evaluate-model.ts';
import { requireBoard } from '../../boards/catalogue.ts';
import type { RecordedKey } from '../../evaluation/recorded-key.ts';
import { assertOwnCodes } from '../../evaluation/published-factors/assert-own-codes.ts';
import { deviceBatchRows } from '../../registry/device-plan.ts';
import type { DeviceCheck } from '../../registry/device-preview.ts';
import { arrayDigest } from '../../registry/digest.ts';
import type { EvaluationCell } from '../../registry/evaluation-cells.ts';
import { decodeModel } from '../../registry/onnx/decode.ts';
import { modelCost } from '../../registry/onnx/model-cost.ts';
import { sizeOf } from '../../registry/onnx/shape-values.ts';
import type { InstanceMeasurement } from '../../registry/record.ts';
import { findTrack } from '../../suite/tracks/catalogue.ts';
import { drawRows } from '../../suite/tracks/draw-rows.ts';
import type { TrackInstance } from '../../suite/tracks/track.ts';
import { createNativeSession, loadNativeRuntime, type Device } from './native-session.ts';
import { createOnnxSession } from './onnx-session.ts';
import { readSubmitted } from './read-submitted.ts';

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

/** Rows of a batch on a device, from the model's own graph. */
function planBatch(bytes: Uint8Array, shape: readonly number[]): number {
  const model = decodeModel(bytes);
  if ('rule' in model || !model.graph) throw new Error('a model that was not audited is not run on a device');
  return deviceBatchRows(modelCost(model.graph, shape), sizeOf(shape));
}

async function measureEncoderOnDevice(
  cell: EvaluationCell,
  instance: TrackInstance,
  { bytes, structure }: Artefacts,
  name: Device,
  { panel, onEncoded }: Required<MeasureOptions>,
): Promise<{ outcome: Outcome; check: DeviceCheck }> {
  const shape = instance.observationShape;
  const { factors, observe } = drawRows(instance, cell.drawSeed, cell.rows);
  const batch = planBatch(bytes, shape);
  const reference = await createOnnxSession(bytes, shape);
  try {
    const device = await createNativeSession(loadNativeRuntime(process.cwd()), name, bytes, shape);
    try {
      const encoding = await encodeOnDevice({
        reference,
        device,
        name,
        observe,
        shape,
        n: cell.rows,
        seed: cell.drawSeed,
        batch,
      });
      await onEncoded();
      const { codes, referenceCodes, comparedRows, worst } = encoding;
      const { n, d, m, metrics, arrays } = evaluateEncoding({ instance, panel, structure }, factors, encoding);
      const rows = referenceCodes.length / m;
      return {
        outcome: { n, d, m, codes_sha256: arrayDigest(codes), metrics, diagnosis: diagnose(factors, arrays.codes) },
        check: {
          batch_rows: encoding.batch,
          reference: { rows, codes_sha256: arrayDigest(referenceCodes) },
          compared_rows: comparedRows,
          worst,
        },
      };
    } finally {
      await device.release();
    }
  } finally {
    await reference.release();
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
  const draw = drawRows(instance, cell.drawSeed, cell.rows);
  const { factors } = draw;
  assertNotDegenerate(factors, codes, instance.observationShape);
  assertOwnCodes(draw, codes);
  const metrics = evaluateInstance(factors, codes, panel, givenWith(instance, structure));
  const sizes = { n: codes.rows, d: instance.d, m: codes.columns };
  return { ...sizes, codes_sha256: arrayDigest(array.data), metrics, diagnosis: diagnose(factors, codes) };
}

async function readCell(cell: EvaluationCell, folder: string): Promise<Artefacts & { instance: TrackInstance }> {
  const bytes = await readSubmitted(folder, cell);
  const structure = cell.structure && npyToMatrix(parseNpy(await readSubmitted(folder, cell.structure), cell.structure.file));
  return { bytes, structure, instance: findTrack(cell.track).createInstance(cell.instance, cell.variant) };
}

function measurementOf(cell: EvaluationCell, outcome: Outcome): InstanceMeasurement {
  return {
    instance: cell.instance,
    seed: cell.seed,
    artefact_sha256: cell.sha256,
    ...(cell.structure && { structure_sha256: cell.structure.sha256 }),
    draw_seed: cell.drawSeed,
    ...outcome,
  };
}

function withDefaults(
  cell: EvaluationCell,
  { panel = requireBoard(cell.track).panel, onEncoded = () => Promise.resolve() }: MeasureOptions,
): Required<MeasureOptions> {
  return { panel, onEncoded };
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
  options: MeasureOptions = {},
): Promise<InstanceMeasurement> {
  const { instance, ...artefacts } = await readCell(cell, folder);
  const measureKind = cell.kind === 'codes' ? measureCodes : measureEncoder;
  return measurementOf(cell, await measureKind(cell, instance, artefacts, withDefaults(cell, options)));
}

/**
 * One encoder on one draw, run by a device and compared with the reference.
 *
 * @param folder holds the submission's files
 * @throws InputError as `measureCell`, and where the device cannot be had or differs by more than the tolerance
 */
export async function measureCellOnDevice(
  cell: EvaluationCell,
  folder: string,
  device: Device,
  options: MeasureOptions = {},
): Promise<{ measurement: InstanceMeasurement; check: DeviceCheck }> {
  const { instance, ...artefacts } = await readCell(cell, folder);
  const { outcome, check } = await measureEncoderOnDevice(cell, instance, artefacts, device, withDefaults(cell, options));
  return { measurement: measurementOf(cell, outcome), check };
}
