import { Matrix, solve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { home as saeMcc } from '../../../metrics/structure/sae_mcc/index.ts';
import { superposition } from './index.ts';
import type { Variant } from '../track.ts';

const N = 1500;
const ATOMS = 512;
const DIMENSION = 64;

function drawn(variant: Variant, index = 0) {
  const instance = superposition.createInstance(index, variant);
  return { instance, truth: instance.structure!.truth, ...instance.drawEvaluation('seed', N) };
}

describe('superposition', () => {
  it('packs 512 unit directions into 64 dimensions, with the stated coherence', () => {
    const seen = new Set<number>();
    for (let index = 0; index < superposition.instanceCount; index++) {
      const instance = superposition.createInstance(index, 'main');
      const { rows, columns, data } = instance.structure!.truth;
      expect([rows, columns]).toEqual([ATOMS, DIMENSION]);
      for (let k = 0; k < rows; k++) {
        let squares = 0;
        for (let i = 0; i < columns; i++) squares += data[i * rows + k]! ** 2;
        expect(squares).toBeCloseTo(1, 12);
      }
      const { coherence } = instance.parameters['mixing'] as { coherence: number };
      // The largest of 130,816 cosines of random directions, each with standard deviation 1/8.
      expect(coherence > 0.45 && coherence < 0.7).toBe(true);
      seen.add(coherence);
    }
    expect(seen.size).toBe(superposition.instanceCount);
  });

  it.each([
    ['main', 3],
    ['twin', 40],
  ] as const)('adds, on the %s variant, %i different directions with magnitudes bounded away from 0', (variant, active) => {
    const { factors, observations, truth } = drawn(variant);
    const uses = new Int32Array(ATOMS);
    for (let row = 0; row < N; row++) {
      const present = Array.from({ length: ATOMS }, (_, k) => k).filter((k) => factors.data[k * N + row] !== 0);
      expect(present).toHaveLength(active);
      for (const k of present) {
        uses[k]!++;
        expect(factors.data[k * N + row]! >= 0.5 && factors.data[k * N + row]! <= 1.5).toBe(true);
      }
      for (const i of [0, 31, 63]) {
        const sum = present.reduce((total, k) => total + factors.data[k * N + row]! * truth.data[i * ATOMS + k]!, 0);
        expect(Math.abs(observations[row * DIMENSION + i]! - sum)).toBeLessThan(1e-5);
      }
    }
    // Every direction equally often: binomial, within five standard deviations for all 512.
    const expected = (N * active) / ATOMS;
    for (const count of uses) expect(Math.abs(count - expected)).toBeLessThan(5.5 * Math.sqrt(expected) + 3);
  });

  it('lets sparse combinations be told apart: greedy pursuit with the true dictionary finds nearly all', () => {
    const { factors, observations, truth } = drawn('main', 1);
    let right = 0;
    const rows = 200;
    for (let row = 0; row < rows; row++) {
      const x = Array.from({ length: DIMENSION }, (_, i) => observations[row * DIMENSION + i]!);
      const direction = (k: number) => Array.from({ length: DIMENSION }, (_, i) => truth.data[i * ATOMS + k]!);
      let rest = x;
      const chosen: number[] = [];
      for (let step = 0; step < 3; step++) {
        const fits = Array.from({ length: ATOMS }, (_, k) => Math.abs(direction(k).reduce((sum, v, i) => sum + v * rest[i]!, 0)));
        chosen.push(fits.indexOf(Math.max(...fits.map((fit, k) => (chosen.includes(k) ? -1 : fit)))));
        const basis = new Matrix(chosen.map(direction)).transpose();
        const coefficients = solve(basis, Matrix.columnVector(x));
        rest = Matrix.columnVector(x).sub(basis.mmul(coefficients)).to1DArray();
      }
      if (chosen.every((k) => factors.data[k * N + row] !== 0)) right++;
    }
    expect(right / rows).toBeGreaterThan(0.9);
  });

  it('scores the true dictionary 1 on both variants, whatever the encoder', () => {
    for (const variant of ['main', 'twin'] as const) {
      const { factors, truth } = drawn(variant);
      const { score, parts } = saeMcc.compute({ factors, codes: factors }, { truth, submitted: truth });
      expect(score).toBeCloseTo(1, 12);
      expect(parts['f1']).toBeCloseTo(1, 12);
    }
  });
});
