import type { Chance, MetricResult } from './metric.ts';

/** Scores of independent codes stay below the mean plus so many standard deviations, but for one draw in forty; one in fifteen where they are skewed. */
const CLEAR = 2;

/** Digits after the point of an expected score in a sentence. */
const DIGITS = 3;

/** Compares one number of a metric with what independent codes would reach. */
export function compareWithChance(value: number, expected: number, deviation: number, part = 'score'): Chance {
  return { part, expected, deviation, exceeded: value > expected + CLEAR * deviation };
}

/** What stands beside a score that independent codes reach too, or may reach for all that is known; undefined where it is higher, or there is none. */
export function chanceRemark({ score, chance }: MetricResult): string | undefined {
  if (score === null || chance?.exceeded) return undefined;
  if (!chance) return 'no chance level known';
  const of = chance.part === 'score' ? '' : `${chance.part}: `;
  return `not above chance (${of}${chance.expected.toFixed(DIGITS)} expected)`;
}
