import { expect, it } from 'vitest';
import { compareWithChance } from '../../metrics/chance.ts';
import type { MetricResult } from '../../metrics/metric.ts';
import { measureTable } from './measure-view.ts';

const result = (score: number): MetricResult => ({
  score,
  parts: { matched: score, coverage: score },
  diagnostics: [],
  chance: compareWithChance(score, 0.982, 0.002),
});

const tableOf = (score: number) => JSON.stringify(measureTable({ mcc_pearson: result(score) }, null));

it('says on the line of a score that it is no higher than chance, and on no other', () => {
  expect(tableOf(0.968).split('not above chance (0.982 expected)')).toHaveLength(2);
  expect(tableOf(0.999)).not.toContain('not above chance');
});

it('says where no chance level is known', () => {
  const { chance: _, ...unknown } = result(0.5);
  expect(JSON.stringify(measureTable({ mig: unknown }, null)).split('no chance level known')).toHaveLength(2);
});
