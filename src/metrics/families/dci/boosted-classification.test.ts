import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../../tests/support/arbitraries.ts';
import { column } from '../../../core/matrix.ts';
import { boostClassification } from './boosted-classification.ts';
import { selectCodeRows } from './code-rows.ts';
import { shareOfEqual } from './goodness-of-fit.ts';
import { sortColumns } from './sorted-columns.ts';
import { TreeBuilder } from './tree-builder.ts';

const codes = normalMatrix(300, 3, 'classes');
const trainRows = Array.from({ length: 200 }, (_, i) => i);
const testRows = Array.from({ length: 100 }, (_, i) => 200 + i);

function fit(labelOf: (value: number) => number, classes: number) {
  const labels = column(codes, 1).map(labelOf);
  const builder = new TreeBuilder(sortColumns(codes, trainRows));
  const { train, test } = boostClassification(builder, labels.slice(0, 200), classes, selectCodeRows(codes, testRows));
  return {
    decreases: [...builder.decreases],
    train: shareOfEqual(labels.slice(0, 200), train),
    test: shareOfEqual(labels.slice(200), test),
  };
}

describe('boosted classification', () => {
  it('learns two classes', () => {
    const { decreases, train, test } = fit((value) => (value > 0.2 ? 1 : 0), 2);
    expect(train).toBe(1);
    expect(test).toBeGreaterThan(0.97);
    expect(decreases[1]).toBeGreaterThan(0.99 * decreases.reduce((sum, value) => sum + value));
  });

  it('learns many classes that one code orders', () => {
    const { train, test } = fit((value) => (value < -0.7 ? 2 : value < 0 ? 0 : value < 0.7 ? 3 : 1), 4);
    expect(train).toBe(1);
    expect(test).toBeGreaterThan(0.94);
  });
});
