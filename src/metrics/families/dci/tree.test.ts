import { describe, expect, it } from 'vitest';
import { addEvaluations, SPLITS, type SplitTest, type Tree } from './tree.ts';

const codes = { rows: 4, values: Float32Array.of(-1, 0, 1, 2, 10, 10, 20, 20) };
const leafValues = Float64Array.of(1, 2, 4, 8, 16, 32, 64, 128);

function evaluate(tests: Readonly<Record<number, SplitTest[]>>, of = codes): number[] {
  const tree: Tree = { splits: Array.from({ length: SPLITS }, (_, split) => tests[split] ?? []) };
  const target = new Float64Array(codes.rows).fill(100);
  addEvaluations(tree, leafValues, of, 0.5, target);
  return Array.from(target, (value) => (value - 100) * 2);
}

describe('a tree', () => {
  it('sends every row left where it has no test', () => expect(evaluate({})).toEqual([1, 1, 1, 1]));

  it('sends a row left where its code does not exceed the threshold', () => {
    const root = [{ column: 0, threshold: 0, mirrored: false }];
    const right = [{ column: 1, threshold: 15, mirrored: false }];
    expect(evaluate({ 0: root, 2: right })).toEqual([1, 1, 64, 64]);
  });

  it('turns round what is mirrored', () => {
    const agreeing = [
      { column: 0, threshold: 0, mirrored: false },
      { column: 1, threshold: 15, mirrored: true },
    ];
    expect(evaluate({ 0: agreeing })).toEqual([8.5, 8.5, 8.5, 8.5]);
    const flipped = { rows: 4, values: Float32Array.of(-1, 0, 1, 2, 20, 20, 10, 10) };
    expect(evaluate({ 0: agreeing }, flipped)).toEqual([1, 1, 16, 16]);
  });

  it('follows tied tests in proportion to their votes', () => {
    const tied = [
      { column: 0, threshold: 0, mirrored: false },
      { column: 1, threshold: 15, mirrored: false },
      { column: 0, threshold: 1.5, mirrored: false },
    ];
    expect(evaluate({ 0: tied })).toEqual([1, 1, 1 + (15 * 2) / 3, 16]);
  });
});
