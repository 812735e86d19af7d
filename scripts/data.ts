import { findBoard } from '../src/boards/catalogue.ts';
import { InputError } from '../src/core/input-error.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { startProgress, type Progress } from '../src/runtime/node/progress.ts';
import { provenancePath, writeNpz, type NpzArray } from '../src/runtime/node/write-npz.ts';
import { findTrack } from '../src/suite/tracks/catalogue.ts';
import { drawRows } from '../src/suite/tracks/draw-rows.ts';
import type { Track, TrackInstance, TrainingSplit } from '../src/suite/tracks/track.ts';

interface Options {
  readonly instance: string;
  readonly split: string;
  readonly n?: string;
  readonly out: string;
  readonly twin?: true;
  readonly labelled?: true;
  readonly json?: true;
}

/** Bytes of one chunk of one array: what lies in memory at a time, whatever the number of rows. */
const CHUNK_BYTES = 2 ** 24;
/** Factors of a labelled export lie in memory as a whole, in float64. */
const MAXIMUM_FACTOR_BYTES = 2 ** 28;
/** Sizes in a zip file have 32 bits; the rest is room for headers. */
const MAXIMUM_BYTES = 2 ** 32 - 2 ** 20;
const BYTES_PER_VALUE = 4;
const BYTES_PER_FACTOR = 8;

function parseWholeNumber(option: string, text: string, minimum: number, maximum: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= minimum && value <= maximum) return value;
  const rule = `not a whole number from ${minimum} to ${maximum}: ${text}`;
  throw new InputError({ path: option, rule, fix: `give one, for example ${option} ${minimum}` });
}

function parseSplit(text: string): TrainingSplit {
  if (text === 'train' || text === 'validation') return text;
  const rule = `no such split: ${text}`;
  throw new InputError({ path: '--split', rule, fix: 'use train or validation; evaluation draws are fresh and never exported' });
}

function bytesOf(values: Float32Array | Int32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** Rows that are drawn at a time. */
function chunkRows(shapes: readonly (readonly number[])[]): number {
  return Math.max(1, Math.floor(CHUNK_BYTES / (BYTES_PER_VALUE * Math.max(...shapes.map(valuesOf)))));
}

function valuesOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** What the track gives a learner. Every array is drawn in a pass of its own: the file holds them one after the other. */
function givenArrays(instance: TrackInstance, split: TrainingSplit, n: number, progress: Progress): NpzArray[] {
  const rows = chunkRows(instance.trainingArrays.map(({ rowShape }) => rowShape));
  function* chunksOf(position: number): Generator<Uint8Array> {
    for (const chunk of instance.drawTraining(split, n, rows)) {
      yield bytesOf(chunk[position]!);
      progress.advance();
    }
  }
  return instance.trainingArrays.map(({ name, rowShape, type }, position) => ({
    name,
    type,
    shape: [n, ...rowShape],
    chunks: chunksOf(position),
  }));
}

/** Observations with their true factors, for supervised reference rows. */
function labelledArrays(instance: TrackInstance, split: TrainingSplit, n: number): NpzArray[] {
  const { d, observationShape } = instance;
  const { factors, observe } = drawRows(instance, `labelled ${split}`, n);
  const size = chunkRows([observationShape, [d]]);
  function* inChunks(read: (start: number, end: number) => Float32Array): Generator<Uint8Array> {
    for (let start = 0; start < n; start += size) yield bytesOf(read(start, Math.min(n, start + size)));
  }
  const labels = (start: number, end: number) =>
    Float32Array.from({ length: (end - start) * d }, (_, k) => factors.data[(k % d) * n + start + Math.floor(k / d)]!);
  return [
    { name: 'x', type: 'float32', shape: [n, ...observationShape], chunks: inChunks(observe) },
    { name: 'z', type: 'float32', shape: [n, d], chunks: inChunks(labels) },
  ];
}

function rowLimit(instance: TrackInstance, labelled: boolean): number {
  const shapes = labelled ? [instance.observationShape, [instance.d]] : instance.trainingArrays.map(({ rowShape }) => rowShape);
  const ofFile = Math.floor(MAXIMUM_BYTES / (BYTES_PER_VALUE * shapes.reduce((sum, shape) => sum + valuesOf(shape), 0)));
  return labelled ? Math.min(ofFile, Math.floor(MAXIMUM_FACTOR_BYTES / (BYTES_PER_FACTOR * instance.d))) : ofFile;
}

/** A path that the operating system refuses is bad input; anything else is ours. */
function asInputError(error: unknown): unknown {
  const code = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : undefined;
  if (code === undefined) return error;
  return new InputError({
    path: '--out',
    rule: `cannot be written (${code})`,
    fix: 'name a file in a folder that you may write to',
  });
}

function exportData(trackId: string, options: Options): void {
  const track: Track = findTrack(trackId);
  const index = parseWholeNumber('--instance', options.instance, 0, track.instanceCount - 1);
  const variant = options.twin ? 'twin' : 'main';
  const instance = track.createInstance(index, variant);
  const split = parseSplit(options.split);
  const labelled = options.labelled === true;
  const n = options.n === undefined ? track.trainingRows : parseWholeNumber('--n', options.n, 1, rowLimit(instance, labelled));

  const given = labelled ? [] : instance.trainingArrays.map(({ rowShape }) => rowShape);
  const progress = startProgress('chunks', labelled ? 0 : given.length * Math.ceil(n / chunkRows(given)));
  const arrays = labelled ? labelledArrays(instance, split, n) : givenArrays(instance, split, n, progress);
  const metadata = {
    track: track.id,
    track_version: track.version,
    variant,
    instance: index,
    split,
    rows: n,
    given: labelled
      ? 'Observations x with their true factors z: a model trained on them declares the supervision "labels".'
      : track.given,
    arrays: arrays.map(({ name, type, shape }) => ({ name, type, shape })),
  };
  let written;
  try {
    written = writeNpz(options.out, arrays, metadata);
  } catch (error) {
    throw asInputError(error);
  } finally {
    progress.stop();
  }
  if (findBoard(track.id) === undefined) console.error(`notice: ${track.id} has no board: it gives data and takes no submission`);
  if (options.json) printJson({ file: options.out, provenance: provenancePath(options.out), ...written, ...metadata });
}

const command = createCommand('data', 'Writes what a learner is given on a track as an .npz file that NumPy opens.')
  .argument('<track>', 'the track, for example linear-ica')
  .option('--instance <index>', 'instance of the track, from 0', '0')
  .option('--split <split>', 'train or validation', 'train')
  .option('--n <rows>', "rows (default: the track's number of training rows)")
  .requiredOption('--out <file>', 'the .npz file to write; where its arrays come from is written beside it, as <file>.json')
  .option('--twin', 'the must-fail twin, which lacks the identifying assumption')
  .option('--labelled', 'observations with their true factors instead, for supervised reference models')
  .option('--json', 'print what was written as one JSON document')
  .action(exportData);

await runCommand(command);
