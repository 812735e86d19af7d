import { expect, test } from 'vitest';
import { zeros } from '../core/matrix.ts';
import { RandomStream } from '../core/random/stream.ts';
import { measure } from '../metrics/measure.ts';
import { evaluateInstance } from './evaluate-instance.ts';

const N = 300;
const PANEL = ['mcc_pearson', 'mcc_spearman', 'r2', 'mig', 'dci_d'] as const;

function normals(columns: number, name: string) {
  const matrix = zeros(N, columns);
  new RandomStream('custodes/tests', 'evaluate-instance', name).fillNormal(matrix.data);
  return matrix;
}

const factors = normals(3, 'factors');
const codes = normals(3, 'codes');

test('scores and scalar parts are those of measure; matrices are left out', () => {
  const { metrics } = measure(factors, codes, { seed: 0, split: 'ordered', metrics: ['mcc_pearson'] });
  const { mcc_pearson } = evaluateInstance(factors, codes, ['mcc_pearson', 'r2']);
  expect(mcc_pearson!['score']).toBe(metrics.mcc_pearson!.score);
  expect(mcc_pearson!['coverage']).toBe(metrics.mcc_pearson!.parts['coverage']);
  expect(Object.values(mcc_pearson!).every((value) => value === null || typeof value === 'number')).toBe(true);
  expect(mcc_pearson).not.toHaveProperty('matrix');
});

test('a metric that refuses is kept with a null score, and nothing is −0 or NaN', () => {
  const constant = { ...codes, data: codes.data.map(() => 1) };
  const scalars = Object.values(evaluateInstance(factors, constant, PANEL)).flatMap(Object.values);
  for (const value of scalars) {
    expect(Object.is(value, -0)).toBe(false);
    expect(value).not.toBeNaN();
  }
});
