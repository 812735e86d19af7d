import { expect, test } from 'vitest';
import { column, selectColumns, zeros, type Matrix } from '../core/matrix.ts';
import { RandomStream } from '../core/random/stream.ts';
import { assertNotDegenerate, codesRank } from './degenerate.ts';

const N = 500;

function normals(columns: number, name: string): Matrix {
  const matrix = zeros(N, columns);
  new RandomStream('custodes/tests', 'degenerate', name).fillNormal(matrix.data);
  // As an encoder gives them: single precision.
  matrix.data.forEach((value, i) => (matrix.data[i] = Math.fround(value)));
  return matrix;
}

function withColumn(matrix: Matrix, j: number, values: (row: number) => number): Matrix {
  const changed = { ...matrix, data: matrix.data.slice() };
  for (let i = 0; i < matrix.rows; i++) column(changed, j)[i] = Math.fround(values(i));
  return changed;
}

const factors = normals(4, 'factors');
const codes = normals(4, 'codes');

test('ordinary codes pass, fewer or more than factors', () => {
  for (const m of [1, 3, 4, 9]) expect(() => assertNotDegenerate(factors, normals(m, `codes ${m}`), [4])).not.toThrow();
});

test('tiny, offset and nearly collinear codes pass: they are poor, not degenerate', () => {
  expect(() =>
    assertNotDegenerate(
      factors,
      withColumn(codes, 0, (i) => 1e-6 * codes.data[i]!),
      [4],
    ),
  ).not.toThrow();
  expect(() =>
    assertNotDegenerate(
      factors,
      withColumn(codes, 0, (i) => 1000 + codes.data[i]!),
      [4],
    ),
  ).not.toThrow();
  const close = withColumn(codes, 0, (i) => column(codes, 1)[i]! + 0.001 * codes.data[i]!);
  expect(() => assertNotDegenerate(factors, close, [4])).not.toThrow();
});

test('single dead codes pass: they cost score, and the diagnosis counts them', () => {
  expect(() =>
    assertNotDegenerate(
      factors,
      withColumn(codes, 2, () => 3),
      [4],
    ),
  ).not.toThrow();
});

test('a copy that is off by a billionth is no exact copy', () => {
  const near = { ...codes, data: codes.data.map((value, k) => (k < N ? column(factors, 0)[k]! + 1e-9 * value : value)) };
  expect(() => assertNotDegenerate(factors, near, [4])).not.toThrow();
});

test('duplicated codes beyond the number of factors pass', () => {
  expect(() => assertNotDegenerate(factors, selectColumns(codes, [0, 1, 2, 3, 0, 1]), [4])).not.toThrow();
});

test.each([
  ['NaN', withColumn(codes, 1, (i) => (i === 7 ? Number.NaN : i)), 'hold NaN or infinity'],
  ['all constant', { ...codes, data: codes.data.map(() => 3) }, 'are all constant'],
  ['a duplicate', selectColumns(codes, [0, 1, 2, 2]), 'span 3 dimensions where 4 are needed'],
  ['a linear combination', withColumn(codes, 3, (i) => codes.data[i]! - 2 * column(codes, 1)[i]!), 'span 3 dimensions'],
  ['a copy', withColumn(codes, 3, (i) => column(factors, 1)[i]!), 'column 3 is factor 1 but for scale and shift'],
  [
    'a rescaled copy in double precision',
    { ...codes, data: codes.data.map((value, k) => (k < N ? 3 - 0.7 * column(factors, 2)[k]! : value)) },
    'column 0 is factor 2 but for scale and shift',
  ],
])('%s is refused', (_name, matrix, rule) => {
  expect(() => assertNotDegenerate(factors, matrix, [4])).toThrow(rule);
});

test('the rank is counted up to what is wanted', () => {
  const wide = selectColumns(codes, [0, 1, 2, 0, 1, 2]);
  expect([1, 3, 6].map((wanted) => codesRank(wide, wanted))).toEqual([1, 3, 3]);
});

test('a rare factor that a short draw holds in one row is no accusation of sparse codes', () => {
  const rare = withColumn(factors, 3, (i) => (i === 17 ? 0.8 : 0));
  // Codes that fire in some rows alone, each computed from the observation.
  const sparse = withColumn(
    withColumn(codes, 0, (i) => (i === 17 ? 0.31 : 0)),
    1,
    (i) => (i % 50 === 3 ? codes.data[i]! : 0),
  );
  expect(() => assertNotDegenerate(rare, sparse, [4])).not.toThrow();
  const copied = withColumn(rare, 3, (i) => (i === 17 ? 0.8 : i === 40 ? 0.3 : 0));
  expect(() =>
    assertNotDegenerate(
      copied,
      withColumn(codes, 2, (i) => column(copied, 3)[i]!),
      [4],
    ),
  ).toThrow('is factor 3');
});
