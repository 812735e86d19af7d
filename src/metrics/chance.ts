import type { Chance, MetricResult } from './metric.ts';

/** Scores of independent codes stay below the mean plus so many standard deviations, but for one draw in forty. */
const CLEAR = 2;

/** Digits after the point of an expected score in a sentence. */
const DIGITS = 3;

/** Compares one number of a metric with what independent codes would reach. */
export function compareWithChance(value: number, expected: number, deviation: number, part = 'score'): Chance {
  return { part, expected, deviation, exceeded: value > expected + CLEAR * deviation };
}

/** What stands beside a score that independent codes reach too; undefined where the score is higher, or it is not known. */
export function chanceRemark({ chance }: MetricResult): string | undefined {
  if (!chance || chance.exceeded) return undefined;
  const of = chance.part === 'score' ? '' : `${chance.part}: `;
  return `not above chance (${of}${chance.expected.toFixed(DIGITS)} expected)`;
}
