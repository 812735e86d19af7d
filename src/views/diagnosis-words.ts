import { diagnosisLabel } from '../evaluation/diagnosis-trials.ts';
import type { DiagnosedGeometry } from '../evaluation/diagnosis-verdict.ts';
import type { InstanceMeasurement } from '../registry/record.ts';
import { joinDiagnoses } from './board-validity.ts';
import { formatQuantity, formatScore } from './format.ts';

/** What codes of each kind are, in a sentence. */
export const MEANINGS: Readonly<Record<DiagnosedGeometry, string>> = {
  'elementwise-affine': 'Each code is an affine function of one factor.',
  'elementwise-monotone': 'Each code is a monotone function of one factor.',
  'elementwise-nonlinear': 'Each code is a function of one factor, and not a monotone one.',
  groups: 'Several codes together describe one factor that no single one of them gives away.',
  block: 'Codes mix factors within blocks, and none across blocks.',
  'linear-entangled': 'Codes are linear mixtures of several factors.',
  'nonlinear-entangled': 'Codes are nonlinear mixtures of several factors.',
  noisy: 'Codes follow the factors with noise that no factor explains.',
  null: 'No code depends on any factor.',
  ambiguous: 'Some quantity lies too near its threshold, or the models differ: no answer is the honest one.',
};

/** Evidence of a diagnosis, with what each number means. */
export const EVIDENCE = [
  { key: 'affine', title: 'Affine', meaning: 'least share of a code’s variance from an affine function of its own factor' },
  {
    key: 'monotone',
    title: 'Monotone',
    meaning: 'least share of the variance of its ranks from a monotone function of that factor',
  },
  { key: 'own', title: 'Own factor', meaning: 'the same from any function of that factor' },
  { key: 'leak', title: 'Leak', meaning: 'most that the other factors explain beyond it' },
  { key: 'linear', title: 'Linear', meaning: 'least share from a linear function of all factors' },
  { key: 'noise', title: 'Noise', meaning: 'most that nothing explains' },
] as const;

/** The diagnosis that most models of a result share, as a figure and a sentence; null for records without diagnoses. */
export interface DiagnosisWords {
  readonly label: string;
  readonly note: string;
  /** What the codes are, and how many models show it. */
  readonly sentence: string;
}

/** What the codes of these models look like, in words. */
export function describeDiagnoses(models: readonly InstanceMeasurement[]): DiagnosisWords | null {
  const joined = joinDiagnoses(models);
  if (joined === null) return null;
  const { geometry, agreeing, confidence } = joined;
  const all = formatQuantity(joined.models, 'model');
  if (geometry === 'ambiguous') {
    const note = `no diagnosis holds for most of ${all}`;
    return { label: diagnosisLabel(joined), note, sentence: `${MEANINGS[geometry]} Here ${note}.` };
  }
  const note = `${agreeing} of ${all}, confidence ${formatScore(confidence)} or more`;
  return { label: diagnosisLabel(joined), note, sentence: `${MEANINGS[geometry]} So it is for ${note}.` };
}
