import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { COMMITTED_EXPERIMENTS as document } from '../../tests/views/committed-atlas.ts';
import { compareWithPublished, type PublishedSweeps } from '../evaluation/published-comparison.ts';
import { summariseSweeps } from './sweeps.ts';

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

const published = readJson('content/paper/sweeps.json') as PublishedSweeps;

it('says of each sweep how many of its published means ours agree with', () => {
  const comparisons = compareWithPublished(document, published);
  const sweeps = summariseSweeps(document, comparisons);
  expect(sweeps.map(({ id }) => id)).toEqual(document.experiments.map(({ id }) => id));
  // Two sweeps share one experiment of the release: no comparison is counted in both.
  expect(sweeps.reduce((sum, { agreement }) => sum + (agreement?.total ?? 0), 0)).toBe(comparisons.length);
  for (const [i, { published: name }] of document.experiments.entries())
    expect(sweeps[i]!.agreement === null).toBe(name === null);
});
