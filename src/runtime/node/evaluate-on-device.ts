import { InputError } from '../../core/input-error.ts';
import { DEVICE_TOLERANCE } from '../../evaluation/encode-on-device.ts';
import { RUNTIME } from '../../evaluation/session.ts';
import type { DevicePreview } from '../../registry/device-preview.ts';
import { referenceSeconds } from '../../registry/device-plan.ts';
import type { EvaluationCell } from '../../registry/evaluation-cells.ts';
import { LIMITS } from '../../registry/limits.ts';
import { decodeModel } from '../../registry/onnx/decode.ts';
import { modelCost } from '../../registry/onnx/model-cost.ts';
import { submissionFaults } from '../../registry/submission-faults.ts';
import { findTrack } from '../../suite/tracks/catalogue.ts';
import { runCells } from './cell-pool.ts';
import { describeDevice } from './device-facts.ts';
import {
  auditSubmission,
  collectOutcomes,
  measuredRecords,
  plannedCells,
  type EvaluationRequest,
} from './evaluate-submission.ts';
import { findNativeRuntime, isDeviceFault, requireNativeRuntime, type Device } from './native-session.ts';
import type { LoadedSubmission } from './submission-folder.ts';

const DEVICE_LIMITS = { ...LIMITS.evaluation, encoderSeconds: LIMITS.device.encoderSeconds };

/** The model that the reference would take longest for, by the estimate. */
interface Dearest {
  readonly file: string;
  readonly seconds: number;
}

async function findDearest(loaded: LoadedSubmission, cells: readonly EvaluationCell[]): Promise<Dearest | null> {
  const { files, remote } = await auditSubmission(loaded, submissionFaults);
  let dearest: Dearest | null = null;
  for (const { kind, file, track, instance, variant, rows } of cells) {
    const bytes = files.get(file) ?? remote?.get(file);
    if (kind === 'codes' || !(bytes instanceof Uint8Array)) continue;
    const model = decodeModel(bytes);
    if ('rule' in model || !model.graph) continue;
    const { observationShape } = findTrack(track).createInstance(instance, variant);
    const seconds = referenceSeconds(modelCost(model.graph, observationShape), rows);
    if (seconds > (dearest?.seconds ?? 0)) dearest = { file, seconds };
  }
  return dearest;
}

/**
 * Where `--device auto` runs a submission: on the reference, unless it has a model beyond the reference's time and a native runtime is
 * installed.
 *
 * @param root of the repository
 * @param onBeyond told of such a model
 */
export async function chooseDevice(
  root: string,
  loaded: LoadedSubmission,
  request: EvaluationRequest,
  onBeyond: (message: string) => void,
): Promise<Device | 'wasm'> {
  const dearest = await findDearest(loaded, plannedCells(loaded, request));
  const { encoderSeconds } = LIMITS.evaluation;
  if (dearest === null || dearest.seconds <= encoderSeconds) return 'wasm';
  const beyond = `${loaded.name}/${dearest.file} takes about ${Math.ceil(dearest.seconds)} s on wasm, more than ${encoderSeconds}`;
  const installed = findNativeRuntime(root) !== null;
  onBeyond(installed ? `${beyond}: a preview on webgpu instead` : `${beyond}; --device webgpu makes a preview of it`);
  return installed ? 'webgpu' : 'wasm';
}

/**
 * Audits a submission, then computes a preview for each of its tracks with the encoders on a device.
 *
 * @param root of the repository
 * @throws InputError where the device cannot be had, with every fault of the audit, or of every cell that was rejected
 */
export async function previewOnDevice(
  root: string,
  loaded: LoadedSubmission,
  request: EvaluationRequest,
  device: Device,
): Promise<Omit<DevicePreview, 'run'>[]> {
  requireNativeRuntime(root);
  const cells = plannedCells(loaded, request);
  const codes = cells.find(({ kind }) => kind === 'codes');
  if (codes) {
    const fix = 'leave --device away, or choose another --track';
    throw new InputError({ path: '--device', rule: `has nothing to run: ${codes.track} was submitted as codes`, fix });
  }
  // What is too slow for the reference is what a device is for.
  await auditSubmission(loaded, submissionFaults);
  const tasks = cells.map((cell) => ({ cell, folder: loaded.folder, device }));
  const outcomes = await runCells(loaded.name, tasks, DEVICE_LIMITS, (_task, outcome) => {
    if ('faults' in outcome && isDeviceFault(outcome)) throw new InputError(...outcome.faults);
  });
  const collected = collectOutcomes(loaded.name, cells, outcomes);
  const measured = collected.map(({ cell, measurement, check }) => ({
    cell,
    measurement: { ...measurement, device_check: check! },
  }));
  const facts = await describeDevice(device);
  return measuredRecords(loaded, request, measured).map(({ suite, track, submission, draw, models }) => ({
    schema: 'custodes/device-preview/1',
    device: facts,
    reference: RUNTIME,
    tolerance: DEVICE_TOLERANCE,
    suite,
    track,
    submission,
    draw,
    models: models as DevicePreview['models'],
  }));
}
