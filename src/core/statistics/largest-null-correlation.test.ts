import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { column } from '../matrix.ts';
import { expectedLargestCorrelation, nullGap } from './largest-null-correlation.ts';

describe('expectedLargestCorrelation', () => {
  it('has the closed forms of 3 rows (arcsine law) and 4 rows (uniform law)', () => {
    expect(expectedLargestCorrelation(3, 1)).toBeCloseTo(2 / Math.PI, 8);
    for (const count of [1, 2, 5, 50, 200]) expect(expectedLargestCorrelation(4, count)).toBeCloseTo(count / (count + 1), 6);
  });

  it('has the closed form of one correlation, Γ((n − 1)/2) / (√π Γ(n/2))', () => {
    // By Γ(x + 1) = x Γ(x), E|r| at n + 2 is (n − 1)/n of that at n.
    let [odd, even] = [2 / Math.PI, 1 / 2];
    for (let n = 3; n < 2000; n += 2) {
      if (n % 200 < 2) {
        expect(expectedLargestCorrelation(n, 1)).toBeCloseTo(odd, 8);
        expect(expectedLargestCorrelation(n + 1, 1)).toBeCloseTo(even, 8);
      }
      odd *= (n - 1) / n;
      even *= n / (n + 1);
    }
  });

  it('agrees with drawn columns', () => {
    const [n, count, repeats] = [60, 20, 200];
    let sum = 0;
    for (let repeat = 0; repeat < repeats; repeat++) {
      const drawn = normalMatrix(n, count + 1, 'null correlation', repeat);
      const units = Array.from({ length: count + 1 }, (_, j) => {
        const values = column(drawn, j);
        const mean = values.reduce((total, value) => total + value, 0) / n;
        const length = Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0));
        return values.map((value) => (value - mean) / length);
      });
      const products = units.slice(1).map((unit) => Math.abs(unit.reduce((total, value, i) => total + value * units[0]![i]!, 0)));
      sum += Math.max(...products) / repeats;
    }
    // The standard deviation of one largest correlation is about 0.05.
    expect(Math.abs(expectedLargestCorrelation(n, count) - sum)).toBeLessThan((4 * 0.06) / Math.sqrt(repeats));
  });
});

describe('nullGap', () => {
  it('has the closed forms of 3 rows (arcsine law) with two correlations', () => {
    const [mean, deviation] = nullGap(3, 2);
    // E|cos a − cos b| / 2 = 4 / π² and E(cos a − cos b)² / 4 = 1 / 4.
    expect(mean).toBeCloseTo(4 / Math.PI ** 2, 4);
    expect(mean ** 2 + deviation ** 2).toBeCloseTo(1 / 4, 3);
  });

  it('has the closed form of 4 rows: r uniform, so E r² of the largest two of m is m / (m + 2) and m (m − 1) / ((m + 1) (m + 2))', () => {
    for (const m of [2, 3, 10, 60]) expect(nullGap(4, m)[0]).toBeCloseTo(m / (m + 2) - (m * (m - 1)) / ((m + 1) * (m + 2)), 4);
  });

  it('is that of exponential spacings for many rows: 4 / π over n for two correlations', () => {
    expect(10_000 * nullGap(10_000, 2)[0]).toBeCloseTo(4 / Math.PI, 2);
  });
});
