import { expect, it } from 'vitest';
import { dosePoint } from '../evaluation/validity/dose.ts';
import { FULL_LOOKS } from '../evaluation/validity/error-rate.ts';
import { judge } from '../evaluation/validity/standing.ts';
import type { MetricTables } from '../evaluation/validity/table.ts';
import { readTables, validityDocument, writeTables } from './validity-document.ts';

const cells = [
  { kind: 'exact', side: 'success', sampler: 'exact', scores: Array.from({ length: 60 }, () => 0.9999) },
  {
    kind: 'linear',
    side: 'failure',
    sampler: 'rotation',
    scores: Array.from({ length: 60 }, (_, i) => (i === 0 ? null : i / 100)),
  },
] as const;
const request = { law: { dgp: 'D1' }, n: 1000, d: 5, m: 5 };
const TABLES: MetricTables = {
  metric: 'mcc_pearson',
  strata: [
    {
      table: 'core',
      request,
      part: 'coverage',
      required: cells.map(({ kind, side, sampler }) => ({ kind, side, sampler })),
      unavailable: ['groups'],
      needsLinear: true,
      cells,
      looks: FULL_LOOKS,
    },
  ],
  doses: [{ request, curve: 'leak', dose: 0.05, scores: [0.9746, null, 0.9751] }],
};

it('keeps all that judgements are made from', () => {
  const text = JSON.stringify(writeTables(TABLES));
  const read = readTables(validityDocument.parse(text, 'content/validity/mcc_pearson.json'));
  expect(read).toEqual(TABLES);
  expect(judge(read.strata[0]!)).toEqual(judge(TABLES.strata[0]!));
  expect(dosePoint(read.doses[0]!, 0.95)).toEqual({ dose: 0.05, draws: 3, passed: 2, quantiles: [0.9746, 0.9746, 0.9751] });
});
