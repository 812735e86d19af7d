import { column, type Matrix } from '../../core/matrix.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { VALIDITY_DOMAIN } from './law.ts';
import type { Scorer } from './score-draw.ts';

/** A number that is no metric, to be seen beside metrics wherever they are listed in order. */
export interface Control {
  readonly id: 'constant-0' | 'constant-1' | 'noise' | 'sizes' | 'codes-only';
  /** What it returns, in words. */
  readonly words: string;
  readonly score: Scorer;
}

/** |kurtosis − 3| of a column; 0 where it is constant. */
function excess(values: Float64Array): number {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let [second, fourth] = [0, 0];
  for (const value of values) {
    const square = (value - mean) ** 2;
    second += square / values.length;
    fourth += (square * square) / values.length;
  }
  return second === 0 ? 0 : Math.abs(fourth / (second * second) - 3);
}

function smallestExcess(codes: Matrix): number {
  let least = Infinity;
  for (let i = 0; i < codes.columns; i++) least = Math.min(least, excess(column(codes, i)));
  return least;
}

/** Every control. */
export const CONTROLS: readonly Control[] = [
  { id: 'constant-0', words: 'always 0', score: () => 0 },
  { id: 'constant-1', words: 'always 1', score: () => 1 },
  {
    id: 'noise',
    words: 'a random number from 0 to 1',
    score: ({ codes }, seed) => new RandomStream(VALIDITY_DOMAIN, 'control', seed, codes.data[0] ?? 0).uniform(),
  },
  {
    id: 'sizes',
    words: 'a function of n, d and m alone',
    score: ({ factors, codes }) =>
      (factors.columns * codes.columns) / (factors.columns * codes.columns + Math.sqrt(factors.rows)),
  },
  {
    id: 'codes-only',
    words: 'how far the most normal code is from normal; the factors are not looked at',
    score: ({ codes }) => 1 / (1 + smallestExcess(codes)),
  },
];
