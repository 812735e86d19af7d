import { expect } from 'vitest';
import type { PartValue } from '../../src/metrics/metric.ts';

interface Worst {
  readonly deviation: number;
  readonly tolerance: number;
  readonly caseName: string;
  readonly compared: number;
}

/**
 * Largest difference between two values of the same structure: absolute, but relative for expected magnitudes above 1 (an
 * unclipped R² can be −10¹²). Infinity where the structures differ.
 */
function largestDifference(actual: PartValue | undefined, expected: PartValue | undefined): number {
  if (typeof actual === 'number' && typeof expected === 'number')
    return Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
  if (Array.isArray(actual) && Array.isArray(expected)) {
    if (actual.length !== expected.length) return Infinity;
    return actual.reduce<number>(
      (worst, value, i) => Math.max(worst, largestDifference(value as PartValue, expected[i] as PartValue)),
      0,
    );
  }
  return actual === expected ? 0 : Infinity;
}

/** Compares values with the golden index and remembers the worst deviation of each key. */
export class Deviations {
  readonly #worst = new Map<string, Worst>();

  /** Fails the test where the two differ by more than `tolerance`. */
  compare(
    key: string,
    caseName: string,
    actual: PartValue | undefined,
    expected: PartValue | undefined,
    tolerance: number,
  ): void {
    const deviation = largestDifference(actual, expected);
    const before = this.#worst.get(key);
    const compared = (before?.compared ?? 0) + 1;
    // Against its own tolerance, since these differ between cases.
    const isWorse = before === undefined || deviation / tolerance > before.deviation / before.tolerance;
    this.#worst.set(key, isWorse ? { deviation, tolerance, caseName, compared } : { ...before, compared });
    expect(deviation, `${key} of ${caseName}`).toBeLessThanOrEqual(tolerance);
  }

  /** Prints one line for each key. */
  report(): void {
    const lines = [...this.#worst].map(
      ([key, { deviation, tolerance, caseName, compared }]) =>
        `  ${key.padEnd(52)} ${String(compared).padStart(3)} cases, worst ${deviation.toExponential(1)} of ${tolerance} (${caseName})`,
    );
    console.log(['Deviation from the golden index:', ...lines].join('\n'));
  }
}
