import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatFault, InputError, type Fault } from '../../src/core/input-error.ts';
import { npyToMatrix, parseNpy } from '../../src/core/npy.ts';
import { RandomStream } from '../../src/core/random/stream.ts';
import { sha256Hex } from '../../src/registry/digest.ts';
import { LIMITS } from '../../src/registry/limits.ts';
import { auditModel } from '../../src/registry/onnx/audit.ts';
import { runCells } from '../../src/runtime/node/cell-pool.ts';
import type { CellOutcome, CellTask } from '../../src/runtime/node/cell-task.ts';
import { findTrack } from '../../src/suite/tracks/catalogue.ts';
import { mutateBytes } from './byte-mutation.ts';
import { mutateGraph } from './graph-mutation.ts';
import { mutateNpyHeader } from './npy-header-mutation.ts';
import { FUZZ_DRAW, FUZZ_ROWS, FUZZ_TRACK, readSources, type FuzzSources } from './sources.ts';

export interface FuzzRequest {
  readonly seed: string;
  /** Index of the first mutation. */
  readonly from: number;
  readonly count: number;
}

/** How a mutated file can end. All but `broken` are as they should be. */
export const ENDINGS = ['audit', 'runtime', 'contract', 'limit', 'contained', 'measured', 'broken'] as const;
export type Ending = (typeof ENDINGS)[number];

export interface FuzzReport {
  readonly seed: string;
  readonly from: number;
  readonly mutations: number;
  readonly outcomes: Readonly<Record<Ending, number>>;
  /** Mutations that ended in anything but a clear rejection or a finite result. */
  readonly broken: readonly { readonly mutation: number; readonly what: string }[];
  /** Mutations that crashed the runtime inside its process. */
  readonly contained: readonly { readonly mutation: number; readonly what: string }[];
}

/** Every so many mutations one is of an array of codes, by turns of its bytes and of its header; the others of a model's bytes and its graph. */
const ARRAY_EVERY = 5;
/** Long enough for a slow machine to start; a mutation that needs longer is one without end. */
const MODEL_SECONDS = 30;
const ONE_LINE = /^[ -~]{3,700}$/;

interface Mutated {
  readonly bytes: Uint8Array;
  readonly kind: 'encoder' | 'codes';
}

/** The mutation of this index, whatever was mutated before. */
function mutationOf(sources: FuzzSources, seed: string, index: number): Mutated {
  const stream = new RandomStream('custodes/fuzz', seed, index);
  const kind = index % ARRAY_EVERY === 0 ? 'codes' : 'encoder';
  const files = kind === 'codes' ? sources.arrays : sources.models;
  const [file, other] = [files[stream.below(files.length)]!, files[stream.below(files.length)]!];
  if (index % 2 === 1) return { bytes: mutateBytes(stream, file, other), kind };
  return { bytes: kind === 'encoder' ? mutateGraph(stream, file) : mutateNpyHeader(stream, file), kind };
}

function audit({ bytes, kind }: Mutated, shape: readonly number[]): readonly Fault[] {
  if (kind === 'encoder') return auditModel('model.onnx', bytes, shape);
  try {
    npyToMatrix(parseNpy(bytes, 'codes.npy'), 'codes.npy');
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.faults;
    throw error;
  }
}

function endingOf(outcome: CellOutcome): Ending {
  if ('measurement' in outcome) {
    const scores = Object.values(outcome.measurement.metrics).map(({ score }) => score);
    return scores.every((score) => score === null || Number.isFinite(score)) ? 'measured' : 'broken';
  }
  const text = outcome.faults.map(({ rule }) => rule).join(' ');
  if (/has not given its codes within|needs more than the|metrics take more than/.test(text)) return 'limit';
  if (/crashes the runtime|ended the process/.test(text)) return 'contained';
  return text.includes('the runtime refuses it') ? 'runtime' : 'contract';
}

/**
 * Mutates files, audits them, runs what passes the audit in the processes that evaluations use, and counts how each ended.
 *
 * @throws Error where the processes themselves fail
 */
export async function runMutations({ seed, from, count }: FuzzRequest): Promise<FuzzReport> {
  const sources = await readSources();
  const { observationShape } = findTrack(FUZZ_TRACK).createInstance(0, 'main');
  const endings = new Map<number, { readonly ending: Ending; readonly what: string }>();
  const folder = await mkdtemp(join(tmpdir(), 'custodes-fuzz-'));
  const survivors: { readonly index: number; readonly task: CellTask }[] = [];
  try {
    for (let index = from; index < from + count; index++) {
      const mutated = mutationOf(sources, seed, index);
      let lines: readonly string[];
      try {
        lines = audit(mutated, observationShape).map(formatFault);
      } catch (error) {
        endings.set(index, { ending: 'broken', what: `the audit failed: ${String(error)}` });
        continue;
      }
      if (lines.length > 0) {
        const ending = lines.every((line) => ONE_LINE.test(line)) ? 'audit' : 'broken';
        endings.set(index, { ending, what: lines.join(' | ') });
        continue;
      }
      const { bytes, kind } = mutated;
      const file = `${index}.${kind === 'codes' ? 'npy' : 'onnx'}`;
      await writeFile(join(folder, file), bytes);
      const name = { track: FUZZ_TRACK, variant: 'main', instance: 0, seed: String(index), drawSeed: FUZZ_DRAW } as const;
      const cell = { ...name, kind, file, sha256: sha256Hex(bytes), rows: FUZZ_ROWS };
      survivors.push({ index, task: { cell, folder, panel: ['r2'] } });
    }
    const written = (await readdir(folder)).length;
    const limits = { ...LIMITS.evaluation, encoderSeconds: MODEL_SECONDS };
    const outcomes = await runCells(
      'mutations that pass the audit',
      survivors.map(({ task }) => task),
      limits,
    );
    survivors.forEach(({ index }, i) => {
      const outcome = outcomes[i]!;
      const what = 'faults' in outcome ? outcome.faults.map(formatFault).join(' | ') : 'a score that is not finite';
      endings.set(index, { ending: ONE_LINE.test(what) ? endingOf(outcome) : 'broken', what });
    });
    if ((await readdir(folder)).length !== written) throw new Error('a model wrote a file');
  } finally {
    await rm(folder, { recursive: true });
  }
  const listed = (wanted: Ending) =>
    [...endings].filter(([, { ending }]) => ending === wanted).map(([mutation, { what }]) => ({ mutation, what }));
  const outcomes = Object.fromEntries(ENDINGS.map((ending) => [ending, listed(ending).length])) as Record<Ending, number>;
  return { seed, from, mutations: count, outcomes, broken: listed('broken'), contained: listed('contained') };
}
