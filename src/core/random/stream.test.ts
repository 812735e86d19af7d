import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from './stream.ts';

const named = (part: string) => new RandomStream('custodes/test', 1, part);
const draw = (count: number, next: () => number) => Array.from({ length: count }, next);

/** Mean and variance of many draws. */
function moments(next: () => number, count = 40_000): { mean: number; variance: number } {
  const values = draw(count, next);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count };
}

describe('a random stream', () => {
  // Recomputed with another implementation of SHA-256 and Threefry. A change here changes every draw of the registry.
  it('has pinned uniforms', () => {
    const stream = named('u');
    expect(draw(5, () => stream.uniform())).toEqual([
      0.24086991614529818, 0.9138888293179371, 0.8624327166141227, 0.8898314100935701, 0.946052265704807,
    ]);
  });

  it('has pinned normals, Laplace variables, integers, signs, permutations and choices', () => {
    const [normal, laplace, below, sign] = ['n', 'l', 'b', 's'].map(named) as [
      RandomStream,
      RandomStream,
      RandomStream,
      RandomStream,
    ];
    expect(draw(3, () => normal.normal())).toEqual([0.26017030765108307, 0.6053935093788192, 0.9403825706634446]);
    expect(draw(3, () => laplace.laplace())).toEqual([-0.011647166619947255, -1.3615074814010453, -1.8254669372565795]);
    expect(draw(6, () => below.below(6))).toEqual([4, 2, 1, 1, 1, 2]);
    expect(draw(6, () => sign.sign())).toEqual([1, 1, -1, -1, 1, -1]);
    expect([...named('p').permutation(8)]).toEqual([0, 3, 5, 4, 7, 6, 2, 1]);
    expect([...named('c').choice(10, 3)]).toEqual([9, 8, 3]);
  });

  it('is fixed by its name alone: a child does not depend on what its parent drew', () => {
    const parent = named('x');
    const before = parent.child('y', 2).uniform();
    parent.normal();
    expect(parent.child('y', 2).uniform()).toBe(before);
    expect(new RandomStream('custodes/test', 1, 'x', 'y', 2).uniform()).toBe(before);
  });

  it('tells names apart by type and by where the parts divide', () => {
    const firsts = [['1'], [1], ['a', 'b'], ['ab'], ['a,b'], ['a'], ['a', '']].map((name) => new RandomStream(...name).uniform());
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  it('has the moments of its distributions', () => {
    const uniform = named('u');
    const normal = named('n');
    const laplace = named('l');
    expect(moments(() => uniform.uniform())).toEqual({ mean: expect.closeTo(0.5, 2), variance: expect.closeTo(1 / 12, 2) });
    expect(moments(() => normal.normal())).toEqual({ mean: expect.closeTo(0, 1), variance: expect.closeTo(1, 1) });
    expect(moments(() => laplace.laplace())).toEqual({ mean: expect.closeTo(0, 1), variance: expect.closeTo(1, 1) });
  });

  it('draws integers evenly, also below a bound that does not divide 2³²', () => {
    const stream = named('even');
    const counts = new Array<number>(6).fill(0);
    for (let i = 0; i < 60_000; i++) counts[stream.below(6)]!++;
    // Six standard deviations of a binomial count.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(6 * Math.sqrt(60_000 * (1 / 6) * (5 / 6)));
  });

  it('permutes, and chooses without repetition', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(), (length, seed) => {
        const stream = new RandomStream('permute', seed);
        expect([...stream.permutation(length)].sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, i) => i));
        const chosen = stream.choice(length, Math.floor(length / 2));
        expect(new Set(chosen).size).toBe(Math.floor(length / 2));
      }),
    );
  });

  it('reaches every permutation about equally often', () => {
    const stream = named('permutations');
    const counts = new Map<string, number>();
    for (let i = 0; i < 6_000; i++) {
      const key = stream.permutation(3).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(6 * Math.sqrt(6_000 * (1 / 6) * (5 / 6)));
  });
});
