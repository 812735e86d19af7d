import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file of the corpus, and what it must get. Written by the recipe beside it. */
export interface CorpusExport {
  readonly name: string;
  readonly exporter: string;
  /** As the file names it. */
  readonly producer: string;
  readonly opset: number;
  /** Shape of one observation. */
  readonly shape: readonly number[];
  /** Written by hand in the exporter's form, since the exporter could not be installed. */
  readonly imitated?: boolean;
  /** One of the few that every test run tries. */
  readonly quick?: boolean;
  readonly note?: string;
  readonly expect: 'accepted' | 'refused';
  /** Of an accepted one: what the framework gives for the reference observations, and how near the runtime must come. */
  readonly codes?: readonly (readonly number[])[];
  readonly tolerance?: number;
  /** Of a refused one: regular expressions of the fault's rule and fix. */
  readonly rule?: string;
  readonly fix?: string;
  /** Only running it shows the fault. */
  readonly late?: boolean;
}

const FOLDER = import.meta.dirname;
const DEFAULT_TOLERANCE = 1e-5;

export function readCorpus(): readonly CorpusExport[] {
  return (JSON.parse(readFileSync(join(FOLDER, 'index.json'), 'utf8')) as { exports: CorpusExport[] }).exports;
}

export function readExport({ name }: CorpusExport): Uint8Array {
  return Uint8Array.from(readFileSync(join(FOLDER, 'models', `${name}.onnx`)));
}

/** The reference observations: multiples of 2⁻²² in [−2, 2), exact in float32. The recipe makes the same. */
export function referenceRows(shape: readonly number[], rows: number): Float32Array {
  const values = new Float32Array(shape.reduce((product, size) => product * size, rows));
  let state = 1;
  for (let i = 0; i < values.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    values[i] = (state >>> 8) / 2 ** 22 - 2;
  }
  return values;
}

/** Where codes differ from the framework's, or null. @param codes of at least as many rows, C order */
export function codesDifference(
  { codes = [], tolerance = DEFAULT_TOLERANCE }: CorpusExport,
  actual: Float32Array,
  m: number,
): string | null {
  for (const [row, expected] of codes.entries()) {
    if (expected.length !== m) return `${m} codes a row, the framework gives ${expected.length}`;
    for (const [column, value] of expected.entries()) {
      const got = actual[row * m + column]!;
      if (!(Math.abs(got - value) <= tolerance * Math.max(1, Math.abs(value)))) {
        return `row ${row}, column ${column}: ${got}, the framework gives ${value}`;
      }
    }
  }
  return null;
}
