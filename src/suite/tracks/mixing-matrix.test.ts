import { SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../core/random/stream.ts';
import { conditionedMatrix, multiply, randomOrthogonal } from './mixing-matrix.ts';

describe('randomOrthogonal', () => {
  it.each([2, 5, 10, 30])('has orthonormal rows at d = %i', (d) => {
    const rows = randomOrthogonal(new RandomStream('orthogonal', d), d);
    for (let i = 0; i < d; i++) {
      for (let k = 0; k < d; k++) {
        const product = rows[i]!.reduce((sum, value, j) => sum + value * rows[k]![j]!, 0);
        expect(Math.abs(product - (i === k ? 1 : 0))).toBeLessThan(1e-14);
      }
    }
  });

  it('is spread evenly: each squared entry has mean 1/d, each entry mean 0', () => {
    const d = 3;
    const repeats = 2000;
    const mean = new Float64Array(d * d);
    const square = new Float64Array(d * d);
    for (let repeat = 0; repeat < repeats; repeat++) {
      randomOrthogonal(new RandomStream('even', repeat), d)
        .flat()
        .forEach((value, k) => {
          mean[k]! += value / repeats;
          square[k]! += (value * value) / repeats;
        });
    }
    // Five standard errors: an entry has variance 1/3, its square less than 1/8.
    mean.forEach((value) => expect(Math.abs(value)).toBeLessThan(0.065));
    square.forEach((value) => expect(Math.abs(value - 1 / d)).toBeLessThan(0.04));
  });
});

describe('conditionedMatrix', () => {
  it.each([
    [5, 1],
    [5, 3],
    [10, 10],
  ])('has the singular values that were asked for at d = %i, κ = %d', (d, conditionNumber) => {
    const { diagonal } = new SingularValueDecomposition(conditionedMatrix(new RandomStream('condition', d), d, conditionNumber));
    expect(diagonal[0]! / diagonal[d - 1]!).toBeCloseTo(conditionNumber, 10);
    expect(diagonal.reduce((product, value) => product * value, 1)).toBeCloseTo(1, 10);
    const ratios = diagonal.slice(1).map((value, k) => diagonal[k]! / value);
    ratios.forEach((ratio) => expect(ratio).toBeCloseTo(ratios[0]!, 10));
  });
});

describe('multiply', () => {
  it('multiplies rows by the vector', () => {
    const target = new Float64Array(2);
    multiply([[1, 2], [3, 4]], Float64Array.of(10, 1), target); // prettier-ignore
    expect([...target]).toEqual([12, 34]);
  });
});
