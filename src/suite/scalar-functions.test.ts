import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GUARANTEED_DEVIATIONS, LARGEST_CODE, SCALAR_FUNCTIONS, scalarFunction } from './scalar-functions.ts';
import { RandomStream } from '../core/random/stream.ts';

const { own, paper } = SCALAR_FUNCTIONS;

/** Closer arguments than this may share a value where a function is flat: float64 itself ends there. */
const SEPARATION = 2 ** -26;

const inRange = fc.double({ min: -GUARANTEED_DEVIATIONS, max: GUARANTEED_DEVIATIONS, noNaN: true });

function draws(count: number): Float64Array {
  return new RandomStream('custodes/test', 'scalar-functions').fillNormal(new Float64Array(count));
}

describe('our scalar functions', () => {
  it.each(own)('$name keeps order between any two arguments within ±8', ({ apply }) => {
    fc.assert(
      fc.property(inRange, fc.double({ min: SEPARATION, max: 1, noNaN: true }), (x, gap) => {
        expect(apply(x + gap)).toBeGreaterThan(apply(x));
      }),
    );
  });

  it.each(own)('$name keeps order on a fine grid over ±8 and stays within 10⁶', ({ apply }) => {
    let previous = -Infinity;
    for (let x = -GUARANTEED_DEVIATIONS; x <= GUARANTEED_DEVIATIONS; x += 2 ** -12) {
      const value = apply(x);
      if (!(value > previous) || Math.abs(value) > LARGEST_CODE) expect.fail(`at ${x}: ${previous}, then ${value}`);
      previous = value;
    }
  });

  it.each([...own, paper[0]!, paper[6]!])('$name has the standard deviation it states', ({ apply, standardDeviation }) => {
    // Trapezoidal rule against the normal density, exact to rounding but for the jump of one function.
    const step = 2 ** -10;
    let [mass, sum, squares] = [0, 0, 0];
    for (let x = -12; x <= 12; x += step) {
      const weight = Math.exp((-x * x) / 2);
      const value = apply(x);
      mass += weight;
      sum += weight * value;
      squares += weight * value * value;
    }
    expect(Math.sqrt(squares / mass - (sum / mass) ** 2)).toBeCloseTo(standardDeviation, 3);
  });
});

describe("the release's three faults", () => {
  it('one function is exactly ±1 for 3.4% of draws', () => {
    const saturated = draws(100_000).filter((x) => Math.abs(paper[0]!.apply(x)) === 1).length / 100_000;
    expect(saturated).toBeCloseTo(paper[0]!.collidingMass, 2);
    expect(saturated).toBeGreaterThan(0.03);
  });

  it('one spans more than 40 orders of magnitude on common draws and overflows before 8', () => {
    const values = draws(1000).map((x) => Math.abs(paper[1]!.apply(x)));
    expect(Math.max(...values)).toBeGreaterThan(1e20);
    expect(paper[1]!.apply(3.7)).toBeGreaterThan(1e40);
    expect(paper[1]!.apply(GUARANTEED_DEVIATIONS)).toBe(Infinity);
  });

  it('one is not injective: a quarter of all draws share their value with another argument', () => {
    const log = paper[6]!;
    expect(log.apply(-0.1)).toBe(log.apply(-2 / 3 + 0.1));
    expect(log.apply(-0.5)).toBeGreaterThan(log.apply(-0.1));
    expect(draws(100_000).filter((x) => x > -2 / 3 && x < 0).length / 100_000).toBeCloseTo(log.collidingMass, 2);
  });
});

it('functions are taken cyclically', () => {
  expect(scalarFunction('own', 8)).toBe(own[1]);
  expect(own).toHaveLength(paper.length);
});
