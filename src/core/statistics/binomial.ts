import { pow } from '../mathematics.ts';

/** Bounds of a probability. */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/** More halvings than a float64 in (0, 1) has bits. */
const HALVINGS = 60;

/** P(X ≤ k) for X ~ Bin(n, p), p ≤ ½: the first term is no smaller than 2⁻ⁿ, so n up to 1000 neither underflows nor cancels. */
function lowerTail(k: number, n: number, p: number): number {
  if (p === 0) return 1;
  const odds = p / (1 - p);
  let term = pow(1 - p, n);
  let sum = term;
  for (let i = 1; i <= k; i++) {
    term *= (odds * (n - i + 1)) / i;
    sum += term;
  }
  return Math.min(1, sum);
}

/**
 * P(X ≤ k) for X ~ Bin(n, p).
 *
 * @param n at most 1000
 */
export function binomialTail(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return p <= 0.5 ? lowerTail(k, n, p) : 1 - lowerTail(n - k - 1, n, 1 - p);
}

/** The p at which `tail` reaches `level`; `tail` falls in p. */
function solve(tail: (p: number) => number, level: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (tail(middle) > level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(X ≥ least) for the number X of heads in so many throws of a fair coin. @param tosses at most 1000 */
export function fairCoinTail(least: number, tosses: number): number {
  return binomialTail(tosses - least, tosses, 0.5);
}

/**
 * Exact bounds of a probability from k events in n draws, each wrong with probability at most `error` (Clopper and Pearson 1934).
 *
 * @param error of each bound on its own; both together hold with probability 1 − 2·error at least
 */
export function exactBounds(k: number, n: number, error: number): Bounds {
  if (n === 0) return { lower: 0, upper: 1 };
  return {
    lower: k === 0 ? 0 : 1 - solve((q) => binomialTail(n - k, n, q), error),
    upper: k === n ? 1 : solve((p) => binomialTail(k, n, p), error),
  };
}
