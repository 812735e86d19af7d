import { expect, it } from 'vitest';
import { compareMetrics } from './compare-metrics.ts';

const recorded = { r2: { score: 0.5, score_nonconstant: 0.5 }, mig: { score: null }, dci_d: { score: 0.1 } };

it('calls equal scalars identical, refused scores included', () => {
  expect(compareMetrics(recorded, { r2: { score: 0.5, score_nonconstant: 0.5 }, mig: { score: null } })).toEqual([
    { key: 'r2', identical: true, difference: 0 },
    { key: 'mig', identical: true, difference: 0 },
  ]);
});

it('reports the largest difference of any part, down to the last bit', () => {
  const next = 0.5 + Number.EPSILON / 2;
  expect(compareMetrics(recorded, { r2: { score: 0.5, score_nonconstant: next } })).toEqual([
    { key: 'r2', identical: false, difference: next - 0.5 },
  ]);
});

it.each([
  ['a score where the record has none', { mig: { score: 0 } }],
  ['no score where the record has one', { r2: { score: null, score_nonconstant: 0.5 } }],
  ['a part that the record lacks', { dci_d: { score: 0.1, other: 1 } }],
  ['a metric that the record lacks', { dci_c: { score: 1 } }],
])('%s is infinitely different', (_, recomputed) => {
  expect(compareMetrics(recorded, recomputed)).toMatchObject([{ identical: false, difference: Infinity }]);
});

it('takes the two zeros for equal', () => {
  expect(compareMetrics({ r2: { score: 0 } }, { r2: { score: -0 } })).toMatchObject([{ identical: true }]);
});
