import { describe, expect, test } from 'vitest';
import { describeProof, proveHeadline, type ComparedModel, type Headline } from './proof.ts';

const scores = [0.75, 0.5, 1];
const headline: Headline = {
  metric: 'r2',
  part: 'score',
  main: 0.75,
  instances: 3,
  models: 3,
  twin: { mean: 0.25, instances: 1, models: 1 },
};

function model(instance: number, score: number, changes: Partial<ComparedModel> = {}): ComparedModel {
  return { variant: 'main', instance, seed: '0', identical: true, metrics: { r2: { score } }, ...changes };
}

const all = scores.map((score, instance) => model(instance, score));

describe('what a rerun proves', () => {
  test('is the headline where every instance is identical', () => {
    const proof = proveHeadline(headline, all);
    expect(proof.main).toMatchObject({ compared: 3, identical: 3, recomputed: 0.75 });
    expect(describeProof(proof)).toBe('The headline 0.750 is the mean of 3 instances: 3 of 3 identical, and so is the mean.');
  });

  test('is one instance where one was run', () => {
    const proof = proveHeadline(headline, all.slice(0, 1));
    expect(proof.main.recomputed).toBeNull();
    expect(describeProof(proof)).toBe(
      '1 of 3 instances run, 1 identical: the headline 0.750 is the mean of all 3, so it is not reproduced yet.',
    );
  });

  test('is not the headline where a score differs', () => {
    const proof = proveHeadline(headline, [...all.slice(0, 2), model(2, 0.7, { identical: false })]);
    expect(describeProof(proof)).toBe(
      'The headline 0.750 is the mean of 3 instances: 2 of 3 identical; recomputed, the mean is 0.650000000.',
    );
  });

  test('includes the twin where its models were run', () => {
    const twin = model(0, 0.25, { variant: 'twin' });
    expect(describeProof(proveHeadline(headline, [...all, twin]))).toContain(
      'The must-fail twin’s 0.250 is the mean of 1 instance: 1 of 1 identical',
    );
  });

  test('counts an instance as identical only where all of its training seeds are', () => {
    const seeds = { ...headline, models: 6 };
    const second = all.map((own, index) => ({ ...own, seed: '1', identical: index > 0 }));
    expect(proveHeadline(seeds, [...all, ...second]).main).toMatchObject({ compared: 3, identical: 2 });
    expect(proveHeadline(seeds, all).main.recomputed, 'half of the models are no mean').toBeNull();
  });
});
