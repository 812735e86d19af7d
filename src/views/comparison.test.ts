import { expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { compareMetrics, comparePairs, haveSameInstances, type ComparedResult } from './comparison.ts';

const around = (centre: number, count = 12) => Array.from({ length: count }, (_, i) => centre + 0.001 * (i % 3));
const WORDS = {
  r2: { title: 'R²', part: 'score' },
  mcc_pearson: { title: 'MCC', part: 'coverage' },
  mig: { title: 'MIG', part: 'score' },
};

function result(slug: string, main: readonly number[], track?: string): ComparedResult {
  const { record } = createEntry({ slug, main, ...(track !== undefined && { track }) });
  return { id: record.result_digest.slice(0, 12), measured: record.measured };
}

it('lists the metrics that some result has, with the part that pages print', () => {
  const metrics = compareMetrics([result('a', around(0.9)), result('b', around(0.5))], WORDS);
  expect(metrics.map(({ key }) => key)).toEqual(['r2', 'mcc_pearson']);
  expect(metrics[1]!.summaries.map((summary) => summary?.mean)).toEqual([expect.closeTo(0.901), expect.closeTo(0.501)]);
});

it('compares instance by instance, the better result first', () => {
  const [poor, good] = [result('poor', around(0.6, 11)), result('good', around(0.99))];
  const { instances, scores, pairs } = comparePairs([poor, good], 'mcc_pearson', 'coverage');
  expect(instances).toHaveLength(12);
  expect(scores[0]![11]).toBeNull();
  expect(pairs).toMatchObject([{ first: good.id, second: poor.id, verdict: 'separated' }]);
  expect(pairs[0]!.difference).toBeCloseTo(0.39);
});

it('pairs results of one track only', () => {
  const [a, b] = [result('a', around(0.9)), result('b', around(0.9))];
  expect(haveSameInstances([a, b])).toBe(true);
  expect(haveSameInstances([a, result('c', around(0.9), 'contrastive-box')])).toBe(false);
});
