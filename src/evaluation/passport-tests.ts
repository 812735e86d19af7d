import { multiply } from '../core/linear-algebra/multiply.ts';
import { column, fromRows, selectColumns, zeros, type Matrix } from '../core/matrix.ts';
import { RandomStream } from '../core/random/stream.ts';
import type { Arrays } from '../metrics/metric.ts';
import type { Truth } from '../suite/truth.ts';

/** Factors of every passport, and as many codes before a test changes them. */
export const PASSPORT_FACTORS = 4;
/** Rows, and how many times as many the test `more-rows` takes. */
export const PASSPORT_ROWS = 500;
const MORE_ROWS = 10;

/** Weights of a factor, of the next one, and of noise in a middling code: their squares add up to 1. */
const MIDDLING_WEIGHTS = [0.8, 0.48, 0.36] as const;

/** Value of every code in the row that the test `outlier` spoils; the others have standard deviation 1. */
const OUTLIER = 100;

/** Half of this is a rotation (with a reflection) that spreads each code evenly over all. */
const HADAMARD = [
  [1, 1, 1, 1],
  [1, -1, 1, -1],
  [1, 1, -1, -1],
  [1, -1, -1, 1],
] as const;

/** `perfect` codes are the factors themselves; `middling` ones mix two factors and noise. */
export type PassportBase = 'perfect' | 'middling';

/** One change of the codes, and what is true of perfect codes after it. */
export interface PassportTest {
  readonly id: string;
  readonly title: string;
  /** Whether the change loses nothing and adds nothing, so that scores of middling codes must not move either. */
  readonly neutral: boolean;
  readonly truth: Truth;
  change(codes: Matrix, seed: number): Matrix;
  /** Rows to draw; `PASSPORT_ROWS` where absent. */
  readonly rows?: number;
}

const all = <Level>(level: Level): Level[] => new Array<Level>(PASSPORT_FACTORS).fill(level);

/** What is true of the factors themselves, as codes. */
const RECOVERED: Truth = {
  recoveries: all('affine'),
  decodabilities: all('affine'),
  dropped: [],
  duplicated: false,
  mixed: false,
  noise: 'none',
  graded: false,
  lossless: true,
};

const LAST = PASSPORT_FACTORS - 1;
const KEPT = Array.from({ length: LAST }, (_, j) => j);

function mapEntries(codes: Matrix, map: (value: number, j: number, i: number) => number): Matrix {
  const mapped = zeros(codes.rows, codes.columns);
  for (let j = 0; j < codes.columns; j++) column(mapped, j).set(column(codes, j).map((value, i) => map(value, j, i)));
  return mapped;
}

function append(codes: Matrix, added: Matrix): Matrix {
  const joined = zeros(codes.rows, codes.columns + added.columns);
  joined.data.set(codes.data);
  joined.data.set(added.data, codes.data.length);
  return joined;
}

function drawNormals(rows: number, columns: number, seed: number, name: string): Matrix {
  const matrix = zeros(rows, columns);
  // Column by column from streams of their own, so that the first rows do not depend on their number.
  for (let j = 0; j < columns; j++) new RandomStream('custodes/passport', seed, name, j).fillNormal(column(matrix, j));
  return matrix;
}

/** The battery, in the order in which pages show it. */
export const PASSPORT_TESTS: readonly PassportTest[] = [
  {
    id: 'permute',
    title: 'Codes in another order',
    neutral: true,
    truth: RECOVERED,
    change: (codes) => selectColumns(codes, [...KEPT.map((j) => j + 1), 0]),
  },
  {
    id: 'sign',
    title: 'Signs changed',
    neutral: true,
    truth: RECOVERED,
    change: (codes) => mapEntries(codes, (value, j) => (j % 2 === 0 ? -value : value)),
  },
  {
    id: 'scale',
    title: 'Each code on a scale of its own, 10⁻³ to 10³',
    neutral: true,
    truth: RECOVERED,
    change: (codes) => mapEntries(codes, (value, j) => value * [1e-3, 1e-1, 1e1, 1e3][j]!),
  },
  {
    id: 'shift',
    title: 'Each code shifted',
    neutral: true,
    truth: RECOVERED,
    change: (codes) => mapEntries(codes, (value, j) => value + 3 * (j + 1)),
  },
  {
    id: 'monotone',
    title: 'A monotone map of each code, c + c³',
    neutral: true,
    truth: { ...RECOVERED, recoveries: all('monotone'), decodabilities: all('function') },
    change: (codes) => mapEntries(codes, (value) => value + value * value * value),
  },
  {
    id: 'rotation',
    title: 'All codes rotated',
    neutral: true,
    truth: { ...RECOVERED, recoveries: all('none'), mixed: true },
    change: (codes) => multiply(codes, fromRows(HADAMARD.map((row) => row.map((value) => value / 2)))),
  },
  {
    id: 'duplicate',
    title: 'One code twice',
    neutral: false,
    truth: { ...RECOVERED, duplicated: true },
    change: (codes) => append(codes, selectColumns(codes, [0])),
  },
  {
    id: 'constant',
    title: 'A constant code beside the others',
    neutral: true,
    truth: RECOVERED,
    change: (codes) =>
      append(
        codes,
        mapEntries(zeros(codes.rows, 1), () => 1),
      ),
  },
  {
    id: 'dropped',
    title: 'One factor’s code dropped',
    neutral: false,
    truth: {
      ...RECOVERED,
      recoveries: [...KEPT.map(() => 'affine' as const), 'none'],
      decodabilities: [...KEPT.map(() => 'affine' as const), 'none'],
      dropped: [LAST],
      lossless: false,
    },
    change: (codes) => selectColumns(codes, KEPT),
  },
  {
    id: 'noise-codes',
    title: 'As many codes of noise beside the others',
    neutral: false,
    truth: RECOVERED,
    change: (codes, seed) => append(codes, drawNormals(codes.rows, PASSPORT_FACTORS, seed, 'noise codes')),
  },
  {
    id: 'noise-alone',
    title: 'Nothing but noise',
    neutral: false,
    truth: { ...RECOVERED, recoveries: all('none'), decodabilities: all('none'), noise: 'pure', lossless: false },
    change: (codes, seed) => drawNormals(codes.rows, PASSPORT_FACTORS, seed, 'noise alone'),
  },
  {
    id: 'more-rows',
    title: 'Ten times as many rows',
    neutral: true,
    truth: RECOVERED,
    change: (codes) => codes,
    rows: MORE_ROWS * PASSPORT_ROWS,
  },
  {
    id: 'outlier',
    title: 'One row of outliers, a hundred standard deviations off',
    neutral: true,
    truth: RECOVERED,
    change: (codes) => mapEntries(codes, (value, _, i) => (i === 0 ? OUTLIER : value)),
  },
];

/** Independent Gaussian factors, and codes before any test changes them. The first rows do not depend on their number. */
export function drawPassport(base: PassportBase, rows: number, seed: number): Arrays {
  const factors = drawNormals(rows, PASSPORT_FACTORS, seed, 'factors');
  if (base === 'perfect') return { factors, codes: factors };
  const noise = drawNormals(rows, PASSPORT_FACTORS, seed, 'middling');
  const [own, next, rest] = MIDDLING_WEIGHTS;
  const codes = mapEntries(
    factors,
    (value, j, i) => own * value + next * column(factors, (j + 1) % PASSPORT_FACTORS)[i]! + rest * column(noise, j)[i]!,
  );
  return { factors, codes };
}
