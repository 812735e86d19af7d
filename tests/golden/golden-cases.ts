import { readFileSync } from 'node:fs';
import type { Matrix } from '../../src/core/matrix.ts';
import { npyToMatrix, parseNpy } from '../../src/core/npy.ts';

/** A value of the index: nested lists and objects of numbers; null is undefined, `{ error }` names what the reference raised. */
export type GoldenValue = number | string | boolean | null | readonly GoldenValue[] | { readonly [name: string]: GoldenValue };
export type GoldenEntry = Readonly<Record<string, GoldenValue>>;

/** One data set with the numbers that the reference implementations give for it. */
export interface GoldenCase {
  readonly name: string;
  readonly n: number;
  readonly d: number;
  readonly m: number;
  readonly tags: readonly string[];
  readonly constant_factors: readonly number[];
  readonly constant_codes: readonly number[];
  readonly expected: Readonly<Record<string, GoldenEntry>>;
  /** n × d. */
  readonly factors: Matrix;
  /** n × m. */
  readonly codes: Matrix;
}

interface GoldenIndex {
  readonly shared: {
    /** By n: row order whose first ⌊0.8 n⌋ entries are the training rows of `dci_rs0`. */
    readonly rs0_permutation: Readonly<Record<string, readonly number[]>>;
    /** By n: fold (0 … 4) in which a row is tested. */
    readonly kfold_assignment: Readonly<Record<string, readonly number[]>>;
    /** By n: training rows of the half split. */
    readonly half_split_train_indices: Readonly<Record<string, readonly number[]>>;
  };
  readonly cases: readonly (Omit<GoldenCase, 'factors' | 'codes'> & { readonly Z: string; readonly Zhat: string })[];
}

const FOLDER = new URL('data/', import.meta.url);

const index = JSON.parse(readFileSync(new URL('index.json', FOLDER), 'utf8')) as GoldenIndex;

function readMatrix(path: string): Matrix {
  return npyToMatrix(parseNpy(readFileSync(new URL(path, FOLDER)), path), path);
}

/** Permutations, folds and half splits that the cases share, by number of rows. */
export const GOLDEN_SPLITS = index.shared;

/** All cases of the golden index with their arrays. What each entry means stands under `definitions` in `data/index.json`. */
export const GOLDEN_CASES: readonly GoldenCase[] = index.cases.map(({ Z, Zhat, ...golden }) => ({
  ...golden,
  factors: readMatrix(Z),
  codes: readMatrix(Zhat),
}));
