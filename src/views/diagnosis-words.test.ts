import { expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import type { Diagnosis } from '../evaluation/diagnosis.ts';
import { describeDiagnoses } from './diagnosis-words.ts';

const evidence: Omit<Diagnosis, 'geometry' | 'dimension' | 'confidence'> = {
  dependent_codes: 5,
  factors_read: 5,
  affine: 1,
  monotone: 1,
  own: 1,
  leak: 0,
  linear: 1,
  noise: 0,
};

function modelsWith(...diagnoses: readonly Pick<Diagnosis, 'geometry' | 'dimension' | 'confidence'>[]) {
  const { main } = createEntry({ slug: 'method', main: diagnoses.map(() => 1) }).record.measured.models;
  return main.map((model, i) => ({ ...model, diagnosis: { ...evidence, ...diagnoses[i]! } }));
}

it('says what most models look like, how many they are, and the least confidence among them', () => {
  const affine = { geometry: 'elementwise-affine', dimension: 'matched' } as const;
  const mixed = { geometry: 'linear-entangled', dimension: 'matched', confidence: 1 } as const;
  const models = modelsWith({ ...affine, confidence: 1 }, mixed, { ...affine, confidence: 0.75 });
  expect(describeDiagnoses(models)).toEqual({
    label: 'elementwise-affine, matched',
    note: '2 of 3 models, confidence 0.750 or more',
    sentence: 'Each code is an affine function of one factor. So it is for 2 of 3 models, confidence 0.750 or more.',
  });
});

it('is ambiguous where no diagnosis has a majority, and silent where nothing was diagnosed', () => {
  const split = modelsWith(
    { geometry: 'null', dimension: null, confidence: 1 },
    { geometry: 'noisy', dimension: 'matched', confidence: 1 },
  );
  expect(describeDiagnoses(split)).toMatchObject({
    label: 'ambiguous',
    note: 'no diagnosis holds for most of 2 models',
    sentence: expect.stringMatching(/honest one\. Here no diagnosis holds for most of 2 models\.$/) as string,
  });
  expect(describeDiagnoses(createEntry({ slug: 'old', main: [1] }).record.measured.models.main)).toBeNull();
});
