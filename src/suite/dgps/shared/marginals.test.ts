import { describe, expect, it } from 'vitest';
import { centralHalfWidth, equiprobable, NORMAL_POINTS, ofTwoNormals, unexplainedShare, withNormalNoise } from './marginals.ts';

function varianceOf(points: Float64Array): number {
  const mean = points.reduce((sum, value) => sum + value, 0) / points.length;
  return points.reduce((sum, value) => sum + (value - mean) ** 2, 0) / points.length;
}

describe('equally likely points', () => {
  it('have the quantiles of their distribution', () => {
    expect(centralHalfWidth(NORMAL_POINTS, 0.99)).toBeCloseTo(2.576, 1);
    expect(
      centralHalfWidth(
        equiprobable((p) => p),
        0.5,
      ),
    ).toBeCloseTo(0.5, 2);
    // The product of two normals: 99% within 3.61.
    expect(
      centralHalfWidth(
        ofTwoNormals((x, y) => x * y),
        0.99,
      ),
    ).toBeCloseTo(3.61, 0);
  });

  it('add variances under noise', () => {
    expect(varianceOf(withNormalNoise(NORMAL_POINTS, 0.5))).toBeCloseTo(1.25, 1);
    expect(withNormalNoise(NORMAL_POINTS, 0)).toBe(NORMAL_POINTS);
  });

  it('tell what an affine function leaves unexplained', () => {
    expect(unexplainedShare(NORMAL_POINTS, (x) => 3 - 2 * x)).toBeCloseTo(0, 12);
    // For a standard normal x: Cov(x, sin ωx) = ω exp(−ω²/2), Var(sin ωx) = (1 − exp(−2ω²))/2.
    for (const omega of [Math.PI / 8, 1]) {
      const explained = (omega ** 2 * Math.exp(-(omega ** 2))) / ((1 - Math.exp(-2 * omega ** 2)) / 2);
      expect(unexplainedShare(NORMAL_POINTS, (x) => Math.sin(omega * x))).toBeCloseTo(1 - explained, 2);
    }
    expect(unexplainedShare(NORMAL_POINTS, (x) => x * x)).toBeCloseTo(1, 12);
    expect(unexplainedShare(NORMAL_POINTS, () => 1)).toBe(1);
  });
});
