import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../../tests/support/arbitraries.ts';
import { mapColumns } from '../../../../tests/support/transforms.ts';
import { column, selectColumns, type Matrix } from '../../../core/matrix.ts';
import { RandomStream } from '../../../core/random/stream.ts';
import { createExpectation, type Expectation } from './expectation.ts';
import { isKernelSupported, KernelScanner } from './kernel/kernel-scanner.ts';
import { PlainScanner } from './plain-scanner.ts';
import { isSeparated } from './separation.ts';
import { sortColumns, type SortedColumns } from './sorted-columns.ts';
import { TreeBuilder } from './tree-builder.ts';

const dataOf = (codes: Matrix): SortedColumns =>
  sortColumns(
    codes,
    Array.from({ length: codes.rows }, (_, i) => i),
  );

const normals = (n: number, ...name: readonly (string | number)[]): Float64Array =>
  new RandomStream('custodes/test', 'residuals', ...name).fillNormal(new Float64Array(n));

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

interface Split {
  readonly column: number;
  readonly threshold: number;
  readonly decrease: number;
  readonly sides: readonly (readonly number[])[];
}

const ROUNDING = 1e-9;

/** Second method: every midpoint of every column, by the definition of the sum of squares. */
function bestSplit(data: SortedColumns, residuals: Float64Array, rows: readonly number[]): Split | undefined {
  const squares = (members: readonly number[]): number => {
    const mean = sumOf(members.map((i) => residuals[i]!)) / members.length;
    return sumOf(members.map((i) => (residuals[i]! - mean) ** 2));
  };
  const valueOf = (column: number, row: number): number => data.values[column * data.rows + row]!;
  let best: Split | undefined;
  for (let j = 0; j < data.columns; j++) {
    const sorted = rows.toSorted((a, b) => valueOf(j, a) - valueOf(j, b));
    for (let k = 1; k < sorted.length; k++) {
      const [lower, upper] = [valueOf(j, sorted[k - 1]!), valueOf(j, sorted[k]!)];
      if (!isSeparated(lower, upper)) continue;
      const sides = [sorted.slice(0, k), sorted.slice(k)];
      const decrease = squares(rows) - squares(sides[0]!) - squares(sides[1]!);
      // The sums above are rounded: what beats the best by less than that is a tie, and the first stands.
      if (best === undefined || decrease > best.decrease + ROUNDING)
        best = { column: j, threshold: lower / 2 + upper / 2, decrease, sides };
    }
  }
  return best;
}

function growByDefinition(data: SortedColumns, residuals: Float64Array): { thresholds: string[]; decreases: number[] } {
  const thresholds: string[] = [];
  const decreases = new Array<number>(data.columns).fill(0);
  const visit = (rows: readonly number[], split: number): void => {
    const best = split >= 7 ? undefined : bestSplit(data, residuals, rows);
    if (best === undefined) return;
    thresholds.push(`${split}: ${best.column} ${best.threshold}`);
    decreases[best.column]! += best.decrease;
    best.sides.forEach((side, index) => visit(side, 2 * split + 1 + index));
  };
  visit([...residuals.keys()], 0);
  return { thresholds: thresholds.toSorted(), decreases };
}

describe('a tree', () => {
  it('splits where the sum of squares falls most, as by definition', () => {
    fc.assert(
      fc.property(
        fc.record({ n: fc.integer({ min: 2, max: 160 }), m: fc.integer({ min: 1, max: 4 }), seed: fc.nat() }),
        (shape) => {
          const { n, m, seed } = shape;
          const data = dataOf(normalMatrix(n, m, seed));
          const residuals = normals(n, n, m, seed);
          const builder = new TreeBuilder(data);
          builder.grow(residuals, createExpectation());
          const expected = growByDefinition(data, residuals);
          const actual = builder.tree.splits.flatMap(([test], split) =>
            test ? [`${split}: ${test.column} ${test.threshold}`] : [],
          );
          // Small nodes tie often: the first of the tied columns is compared, and credit only in sum.
          expect(actual.toSorted()).toEqual(expected.thresholds);
          expect(sumOf([...builder.decreases])).toBeCloseTo(sumOf(expected.decreases), 9);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('gives each leaf the mean of its residuals', () => {
    const data = dataOf(normalMatrix(300, 3, 'leaves'));
    const residuals = normals(300, 'leaves');
    const builder = new TreeBuilder(data);
    builder.grow(residuals, createExpectation());
    for (let leaf = 0; leaf < 8; leaf++) {
      const members = [...residuals].filter((_, i) => builder.leaves[i] === leaf);
      if (members.length > 0) expect(builder.means[leaf]).toBeCloseTo(sumOf(members) / members.length, 12);
    }
  });

  it('shares the credit of a tie, and does not depend on the order of columns', () => {
    const codes = normalMatrix(200, 2, 'ties');
    const mirrored = mapColumns(codes, (value) => -2 * value);
    const data = dataOf({ rows: 200, columns: 4, data: Float64Array.of(...codes.data, ...mirrored.data) });
    const residuals = column(codes, 0).map((value, i) => value + 0.3 * column(codes, 1)[i]!);
    const builder = new TreeBuilder(data);
    builder.grow(residuals, createExpectation());
    const [a, b, c, d] = builder.decreases;
    expect([c, d]).toEqual([a, b]);
    expect(a).toBeGreaterThan(b!);
  });

  it('does not split what has no separated neighbours or is pure', () => {
    const builder = new TreeBuilder(dataOf(mapColumns(normalMatrix(100, 2, 'tiny'), (value) => value * 1e-9)));
    builder.grow(normals(100, 'tiny'), createExpectation());
    expect(builder.tree.splits.flat()).toEqual([]);
    const pure = new TreeBuilder(dataOf(normalMatrix(100, 2, 'pure')));
    pure.grow(new Float64Array(100).fill(0.1), createExpectation());
    expect(pure.tree.splits.flat()).toEqual([]);
    expect(pure.means[0]).toBeCloseTo(0.1, 15);
  });

  it('does not depend on what was expected of it', () => {
    const data = dataOf(normalMatrix(600, 3, 'expected'));
    const grow = (expectation: Expectation) => {
      const builder = new TreeBuilder(data);
      builder.grow(normals(600, 'expected'), expectation);
      return builder;
    };
    const [fresh, misled] = [createExpectation(), { ...createExpectation(), rootGain: 1e9 }].map(grow);
    expect(misled!.tree).toEqual(fresh!.tree);
    expect(misled!.decreases).toEqual(fresh!.decreases);
    expect(fresh!.tree.splits.flat()).not.toEqual([]);
  });

  it('finds structure beside an outlier that dwarfs it', () => {
    const codes = normalMatrix(400, 2, 'outlier');
    const residuals = column(codes, 1).map((value) => Math.sign(value));
    residuals[7] = 1e20;
    const builder = new TreeBuilder(dataOf(codes));
    builder.grow(residuals, createExpectation());
    const outlierLeaf = builder.leaves[7]!;
    for (let i = 0; i < 400; i++)
      if (builder.leaves[i] !== outlierLeaf) expect(builder.means[builder.leaves[i]!]).toBeCloseTo(residuals[i]!, 6);
  });
});

describe('the WebAssembly scan', () => {
  /** Ties, copies and wide values, over sizes around whole steps. */
  function awkwardCodes(n: number, m: number, seed: number): Matrix {
    const codes = normalMatrix(n, m, seed, 'awkward');
    const rounded = mapColumns(codes, (value, j) => (seed % 3 === 0 ? Math.round(value * (j + 1)) : value * 10 ** (j - 2)));
    return seed % 2 === 0 ? selectColumns(rounded, [0, ...Array.from({ length: m }, (_, j) => j)]) : rounded;
  }

  function compareScanners(codes: Matrix, residuals: Float64Array, trees: number): void {
    const data = dataOf(codes);
    const builders = [new TreeBuilder(data, new KernelScanner(data)), new TreeBuilder(data, new PlainScanner(data))] as const;
    const expectations = [createExpectation(), createExpectation()] as const;
    for (let t = 0; t < trees; t++) {
      builders.forEach((builder, index) => builder.grow(residuals, expectations[index]!));
      const [kernel, plain] = builders;
      expect(kernel.tree).toEqual(plain.tree);
      expect(kernel.leaves).toEqual(plain.leaves);
      expect(kernel.decreases).toEqual(plain.decreases);
      residuals.forEach((value, i) => (residuals[i] = value - 0.3 * plain.means[plain.leaves[i]!]!));
    }
  }

  it('runs in this engine', () => expect(isKernelSupported()).toBe(true));

  it('finds the same trees as the plain scan, bit for bit', () => {
    const shapes = fc.record({ n: fc.integer({ min: 2, max: 700 }), m: fc.integer({ min: 1, max: 4 }), seed: fc.nat() });
    fc.assert(
      fc.property(shapes, ({ n, m, seed }) => {
        const codes = awkwardCodes(n, m, seed);
        const discrete = seed % 5 === 0;
        const residuals = normals(n, 'scan', seed).map(
          (value, i) => (discrete ? Math.sign(value) : value) + column(codes, 0)[i]!,
        );
        compareScanners(codes, residuals, 4);
      }),
      { numRuns: 40 },
    );
  });

  it('finds them with long steps, and with row numbers of four bytes', () => {
    compareScanners(normalMatrix(5001, 3, 'long'), normals(5001, 'long'), 2);
    compareScanners(normalMatrix(2 ** 16 + 5, 1, 'wide'), normals(2 ** 16 + 5, 'wide'), 1);
  });
});
