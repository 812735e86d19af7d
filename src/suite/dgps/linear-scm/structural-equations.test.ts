import { expect, it } from 'vitest';
import { RandomStream } from '../../../core/random/stream.ts';
import { linearScm } from './index.ts';
import { drawLinearScm } from './structural-equations.ts';

const D = 6;

/** Total effects of the noises on the factors, by substituting equations in causal order. */
function covarianceOf(equations: ReturnType<typeof drawLinearScm>): number[][] {
  const effects = Array.from({ length: D }, () => new Array<number>(D).fill(0));
  for (const { factor, parents, noiseDeviation } of equations) {
    effects[factor]![factor] = noiseDeviation;
    for (const { factor: parent, weight } of parents)
      for (let k = 0; k < D; k++) effects[factor]![k]! += weight * effects[parent]![k]!;
  }
  return effects.map((a) => effects.map((b) => a.reduce((sum, value, k) => sum + value * b[k]!, 0)));
}

it('every factor has variance 1 and parents that explain the stated share', () => {
  for (let seed = 0; seed < 10; seed++) {
    const equations = drawLinearScm(new RandomStream('custodes/test', seed), D, 0.6, 0.7);
    covarianceOf(equations).forEach((row, j) => expect(row[j]).toBeCloseTo(1, 12));
    for (const { parents, noiseDeviation } of equations)
      expect(noiseDeviation).toBe(parents.length === 0 ? 1 : Math.sqrt(1 - 0.7));
  }
});

it('parents come before their children, and edges are as likely as stated', () => {
  let edges = 0;
  for (let seed = 0; seed < 200; seed++) {
    const seen = new Set<number>();
    for (const { factor, parents } of drawLinearScm(new RandomStream('custodes/test', seed), D, 0.3, 0.5)) {
      for (const parent of parents) expect(seen.has(parent.factor)).toBe(true);
      edges += parents.length;
      seen.add(factor);
    }
  }
  const pairs = (200 * D * (D - 1)) / 2;
  expect(Math.abs(edges / pairs - 0.3)).toBeLessThan(5 * Math.sqrt(0.21 / pairs));
});

it('needs two factors', () => {
  expect(linearScm.findFaults({}, 1)).toHaveLength(1);
});
