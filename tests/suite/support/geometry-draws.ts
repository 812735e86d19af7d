import { Matrix as DenseMatrix, SingularValueDecomposition } from 'ml-matrix';
import { expect } from 'vitest';
import { InputError } from '../../../src/core/input-error.ts';
import { column, toRows, type Matrix } from '../../../src/core/matrix.ts';
import { drawCell, resolveCell, type CellRequest } from '../../../src/suite/cell.ts';
import { columnsOf, correlationOf, covarianceOf } from './moments.ts';

export function draw(request: Partial<CellRequest> & { geometry: string }, seed = 0) {
  const cell = resolveCell({ dgp: 'D1', n: 400, d: 5, ...request });
  return { ...drawCell(cell, seed), cell };
}

/** The factor that a code is an affine function of, with slope and shift. */
export function affineSource(factors: Matrix, code: Float64Array): { source: number; slope: number; shift: number } {
  const source = columnsOf(factors).findIndex((z) => Math.abs(Math.abs(correlationOf(z, code)) - 1) < 1e-12);
  expect(source).toBeGreaterThanOrEqual(0);
  const z = column(factors, source);
  const slope = covarianceOf(z, code) / covarianceOf(z, z);
  return { source, slope, shift: code[0]! - slope * z[0]! };
}

export function singularValues(matrix: Matrix | readonly (readonly number[])[]): number[] {
  const rows = 'data' in matrix ? toRows(matrix) : matrix;
  return new SingularValueDecomposition(new DenseMatrix(rows.map((row) => [...row])), { autoTranspose: true }).diagonal;
}

export function faultsOf(request: Partial<CellRequest> & { geometry: string }): string[] {
  try {
    resolveCell({ dgp: 'D1', n: 10, d: 5, ...request });
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).faults.map(({ path }) => path);
  }
}
