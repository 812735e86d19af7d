import { describe, expect, it } from 'vitest';
import { fromRows, selectColumns, selectRows, zeros, type Matrix } from '../../../core/matrix.ts';
import { RandomStream } from '../../../core/random/stream.ts';
import { drawLinearScm } from '../../../suite/dgps/linear-scm/structural-equations.ts';
import { normalMatrix } from '../../../../tests/support/arbitraries.ts';
import { home as shd } from './index.ts';
import { structuralHammingDistance } from './structural-hamming-distance.ts';
import { sortRegress } from './sort-regress.ts';

/** 0 → 1 → 2. */
const chain = fromRows([
  [0, 1, 0],
  [0, 0, 1],
  [0, 0, 0],
]);
const factors = normalMatrix(400, 3, 'shd');

function randomDag(stream: RandomStream, d: number, edges: number): Matrix {
  const graph = zeros(d, d);
  const order = stream.permutation(d);
  const pairs = [...order].flatMap((later, position) => [...order.subarray(0, position)].map((earlier) => [earlier, later]));
  for (const k of stream.choice(pairs.length, edges)) graph.data[pairs[k]![1]! * d + pairs[k]![0]!] = 1;
  return graph;
}

describe('the structural Hamming distance', () => {
  it.each([
    ['itself', chain, 0],
    ['an edge too few', fromRows([[0, 1, 0], [0, 0, 0], [0, 0, 0]]), 1], // prettier-ignore
    ['an edge too many', fromRows([[0, 1, 1], [0, 0, 1], [0, 0, 0]]), 1], // prettier-ignore
    ['an edge turned round', fromRows([[0, 0, 0], [1, 0, 1], [0, 0, 0]]), 1], // prettier-ignore
    ['both directions', fromRows([[0, 1, 0], [1, 0, 1], [0, 0, 0]]), 1], // prettier-ignore
    ['nothing', zeros(3, 3), 2],
    ['everything turned round', fromRows([[0, 0, 0], [1, 0, 0], [0, 1, 0]]), 2], // prettier-ignore
  ])('to %s', (_, graph, distance) => {
    expect(structuralHammingDistance(chain, graph)).toBe(distance);
    expect(structuralHammingDistance(graph, chain)).toBe(distance);
  });

  it('follows the codes’ order, whatever their sign', () => {
    const order = [2, 0, 1];
    const codes = selectColumns(factors, order);
    const negated = { ...codes, data: codes.data.map((value) => -value) };
    const graph = selectColumns(selectRows(chain, order), order);
    expect(shd.compute({ factors, codes: negated }, { truth: chain, submitted: graph })).toMatchObject({
      score: 1,
      parts: { distance: 0, edges: 2, true_edges: 2 },
    });
    expect(shd.compute({ factors, codes: factors }, { truth: chain, submitted: graph }).score).toBeLessThan(1);
  });

  it('has as floor what random graphs with as many edges score on average', () => {
    const stream = new RandomStream('custodes/tests', 'shd', 'random graphs');
    const truth = randomDag(stream, 5, 4);
    const rounds = 4000;
    let sum = 0;
    for (let k = 0; k < rounds; k++) sum += 1 - structuralHammingDistance(truth, randomDag(stream, 5, 4)) / 10;
    const five = normalMatrix(400, 5, 'shd');
    const { parts } = shd.compute({ factors: five, codes: five }, { truth, submitted: truth });
    expect(parts['random_dag']).toBeCloseTo(0.44, 12);
    expect(Math.abs(sum / rounds - 0.44)).toBeLessThan(0.01);
  });

  it('refuses where there is no graph, or one of other size', () => {
    const arrays = { factors, codes: factors };
    expect(shd.compute(arrays, undefined)).toMatchObject({ score: null, diagnostics: [{ code: 'no-graph' }] });
    expect(shd.compute(arrays, { truth: chain, submitted: zeros(2, 2) }).diagnostics[0]!.code).toBe('other-number-of-nodes');
  });
});

describe('sorting and regressing', () => {
  it('finds a graph that the explained shares give away, and none among independent variables', () => {
    const base = normalMatrix(5000, 3, 'sort-regress');
    const grown = { ...base, data: base.data.slice() };
    // Each variable adds unit noise to twice the one before: the later, the better explained, but for the last one's lack of a child.
    for (let i = 0; i < 5000; i++) grown.data[5000 + i] = base.data[5000 + i]! + 2 * base.data[i]!;
    for (let i = 0; i < 5000; i++) grown.data[10_000 + i] = base.data[10_000 + i]! + 2 * (grown.data[5000 + i]! + base.data[i]!);
    const graph = sortRegress(grown);
    const skeleton = Array.from(graph.data).filter((value) => value === 1).length;
    expect(skeleton).toBe(3);
    expect(sortRegress(base).data.every((value) => value === 0)).toBe(true);
  });

  it('does not see the direction where every factor is scaled to variance 1 and equally explained', () => {
    const equations = drawLinearScm(new RandomStream('custodes/tests', 'pair'), 2, 1, 0.5);
    const cause = equations[0]!.factor;
    const pair = normalMatrix(5000, 2, 'pair');
    for (let i = 0; i < 5000; i++) {
      const [from, to] = [cause * 5000 + i, (1 - cause) * 5000 + i];
      pair.data[to] = Math.SQRT1_2 * (pair.data[to]! + pair.data[from]!);
    }
    // Both are explained alike, so the tie goes to whichever comes first by a rounding error or by number: one edge, no matter which.
    expect(sortRegress(pair).data.reduce((sum, value) => sum + value, 0)).toBe(1);
  });
});
