import { describe, expect, it } from 'vitest';
import { gaussLegendre } from './gauss-legendre.ts';

describe('Gauss-Legendre quadrature', () => {
  it('has the known points of two nodes', () => {
    const { nodes, weights } = gaussLegendre(2, -1, 1);
    expect([...nodes].sort((a, b) => a - b)).toEqual([
      expect.closeTo(-1 / Math.sqrt(3), 14),
      expect.closeTo(1 / Math.sqrt(3), 14),
    ]);
    expect([...weights]).toEqual([expect.closeTo(0.5, 14), expect.closeTo(0.5, 14)]);
  });

  it('gives the means of polynomials up to its degree', () => {
    const { nodes, weights } = gaussLegendre(8, 1, 3);
    for (let degree = 0; degree < 16; degree++) {
      const mean = nodes.reduce((sum, node, k) => sum + weights[k]! * node ** degree, 0);
      expect(mean / ((3 ** (degree + 1) - 1) / (2 * (degree + 1)))).toBeCloseTo(1, 12);
    }
  });
});
