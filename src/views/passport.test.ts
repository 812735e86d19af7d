import { describe, expect, it } from 'vitest';
import type { Passport, PassportDocument } from '../evaluation/passport.ts';
import { orderPassports, passportRows } from './passport.ts';

const passport = (part: string): Passport => ({
  part,
  predicates: ['affine-elementwise'],
  scope: 'all',
  tolerances: [0.01, 0.05],
  before: { perfect: 1, middling: 0.8 },
  outcomes: [
    { test: 'scale', predicted: 'stays', perfect: 1, middling: 0.8, passed: true },
    { test: 'rotation', predicted: 'falls', perfect: null, passed: true },
    { test: 'noise-alone', predicted: 'null', perfect: 0.0712, passed: false },
  ],
});

const document: PassportDocument = {
  schema: 'custodes/passport/1',
  metric: 'mcc_pearson',
  n: 500,
  d: 4,
  seeds: 3,
  margin: 0.05,
  passports: [passport('matched'), passport('coverage')],
};

describe('the passport of a metric', () => {
  it('shows the part that ranks first', () => {
    expect(orderPassports(document).map(({ part }) => part)).toEqual(['coverage', 'matched']);
  });

  it('shows prediction and numbers of each test, and a dash where there is none', () => {
    expect(passportRows(passport('matched')).map(({ title, prediction, perfect }) => [title, prediction, perfect])).toEqual([
      ['Each code on a scale of its own, 10⁻³ to 10³', 'stays', '1.000'],
      ['All codes rotated', 'falls', '–'],
      ['Nothing but noise', 'is near 0', '0.071'],
    ]);
    expect(passportRows(passport('matched')).map(({ middling, passed }) => [middling, passed])).toEqual([
      ['0.800', true],
      ['–', true],
      ['–', false],
    ]);
  });
});
