/** Statistical agreement with the means that were published with the paper, over another implementation and other draws. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PUBLISHED_EXPERIMENTS } from '../../src/evaluation/published-experiments.ts';
import { COMMITTED_EXPERIMENTS as document } from '../views/committed-atlas.ts';
import { compareWithPublished, type Comparison, type PublishedSweeps } from '../../src/evaluation/published-comparison.ts';

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

const published = readJson('content/paper/sweeps.json') as PublishedSweeps;
const { explanations } = readJson('content/paper/differences.json') as {
  readonly explanations: readonly {
    readonly metric: string;
    readonly rows: readonly Pick<Comparison, 'experiment' | 'panel' | 'at'>[];
  }[];
};

function nameOf({ experiment, panel, at, metric }: Pick<Comparison, 'experiment' | 'panel' | 'at'> & { metric: string }): string {
  return `${experiment} ${panel} ${JSON.stringify(at)} ${metric}`;
}

const explained = explanations.flatMap(({ metric, rows }) => rows.map((row) => nameOf({ ...row, metric })));

describe('our means and the published ones', () => {
  const comparisons = compareWithPublished(document, published);

  it('are compared in every setting that was published', () => {
    expect(comparisons).toHaveLength(2508);
    expect(comparisons.filter(({ ours }) => ours === null)).toEqual([]);
    const settings = new Set(comparisons.map(({ experiment, panel, at }) => JSON.stringify([experiment, panel, at])));
    const ours = PUBLISHED_EXPERIMENTS.flatMap(({ published: experiment, settings: own }) =>
      own.map(({ panel, at }) => JSON.stringify([experiment, panel, at])),
    );
    expect(new Set(ours)).toEqual(settings);
  });

  it('agree within simultaneous 99.9% intervals, but for the differences that are listed and explained', () => {
    expect(comparisons.filter(({ agrees }) => !agrees).map(nameOf)).toEqual(
      comparisons.map(nameOf).filter((name) => explained.includes(name)),
    );
    expect(new Set(explained).size).toBe(explained.length);
    for (const name of explained) expect(comparisons.map(nameOf)).toContain(name);
  });

  it('agree at 99% one by one in nineteen of twenty cases, where the metric and the codes are the same', () => {
    const single = compareWithPublished(document, published, 0.99).filter(
      ({ metric, panel }) => !['infom', 'infoe'].includes(metric) && panel !== 'ratio_E8',
    );
    const outside = single.filter(({ agrees }) => !agrees);
    expect(single.length).toBeGreaterThan(2000);
    expect(outside.length / single.length).toBeLessThan(0.05);
  });
});
