import type { Passport, PassportDocument, PassportPrediction } from '../evaluation/passport.ts';
import { PASSPORT_TESTS } from '../evaluation/passport-tests.ts';
import { METRICS } from '../metrics/catalogue.ts';
import { formatScore } from './format.ts';

/** One line of a passport, as a page shows it. */
export interface PassportRow {
  readonly test: string;
  readonly title: string;
  readonly prediction: string;
  readonly perfect: string;
  /** A dash where the class says nothing of middling codes. */
  readonly middling: string;
  readonly passed: boolean;
}

const PREDICTIONS: Readonly<Record<PassportPrediction, string>> = {
  stays: 'stays',
  falls: 'falls',
  null: 'is near 0',
};

/** The passports of a metric's parts, the part that ranks first. */
export function orderPassports({ metric, passports }: PassportDocument): Passport[] {
  const { rankPart } = METRICS[metric];
  return passports.toSorted((a, b) => Number(b.part === rankPart) - Number(a.part === rankPart));
}

/** The lines of a passport. */
export function passportRows({ outcomes }: Passport): PassportRow[] {
  return outcomes.map(({ test, predicted, perfect, middling, passed }) => ({
    test,
    title: PASSPORT_TESTS.find(({ id }) => id === test)?.title ?? test,
    prediction: PREDICTIONS[predicted],
    perfect: formatScore(perfect),
    middling: formatScore(middling),
    passed,
  }));
}
