import { parse } from 'parse5';
import { expect, it } from 'vitest';
import type { FloorsReport } from '../registry/floors-report.ts';
import { floorsPage } from './floors-page.ts';

const REPORT: FloorsReport = {
  schema: 'custodes/floors/1',
  date: '2026-01-02',
  engine: { suite: '1.2.3', commit: null },
  arrays: { factors: 'a'.repeat(64), codes: 'b'.repeat(64) },
  n: 5000,
  rows: 2000,
  d: 5,
  m: 7,
  seed: 3,
  draws: 199,
  recompute: 'npm run -s measure -- --factors <b>z.npy --codes "c".npy --seed 3 --explain --json',
  metrics: [
    {
      metric: 'mcc_pearson',
      title: 'MCC & more',
      part: 'coverage',
      claim: ['affine-elementwise'],
      score: 0.9571,
      score_on_floor_rows: 0.9566,
      reading: 'no-evidence',
      sentence: '0.957 is no evidence.',
      families: [{ family: 'signed', words: 'random mixtures', quantiles: [0.9, 0.93, 0.9691], p: 0.3 }],
      leakage: [0.1, 0.15],
      residual: null,
    },
  ],
  hint: null,
};

it('is a whole page that loads nothing, and shows every number with how to recompute it', () => {
  const page = floorsPage(REPORT);
  expect(() => parse(page, { onParseError: (error) => expect(error).toBeUndefined() })).not.toThrow();
  expect(page).not.toMatch(/https?:|src=|<script|<link|@import|url\(/);
  for (const text of [
    '0.957 is no evidence.',
    '0.969',
    '0.300',
    'MCC &amp; more',
    '5000 rows, 5 factors, 7 codes',
    'seed 3',
    'a'.repeat(64),
  ])
    expect(page).toContain(text);
  expect(page).toContain('--factors &lt;b&gt;z.npy --codes &quot;c&quot;.npy');
});
