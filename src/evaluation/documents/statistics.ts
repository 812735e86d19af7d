import Type from 'typebox';
import { defineDocument, type DocumentOf, type TypeOf } from '../../core/documents/define-document.ts';
import { closed, text, whole } from '../../core/documents/shapes.ts';
import { parameters } from './fields.ts';

const share = (description: string) => Type.Number({ description, minimum: 0, maximum: 1 });

const trialFields = {
  dgp: text('Identifier of the DGP.'),
  geometry: text('Identifier of the geometry.'),
  d: whole('Factors.', 1),
  parameters,
  expected: text('What the codes are, as the diagnosis words it.'),
};
const trial = closed(
  {
    ...trialFields,
    found: Type.Array(text('What was found.'), { description: 'What was found, a label for each seed from 0.' }),
  },
  { description: 'One trial.' },
);

export const diagnosisTrials = defineDocument(
  'custodes/diagnosis/1',
  {
    title: 'Trials of the diagnosis',
    description: 'content/statistics/diagnosis.json: how often the diagnosis is right. Derived by `npm run calibrate`.',
  },
  {
    rows: whole('Rows of a trial.', 1),
    trials: Type.Array(trial, { description: 'Every trial.' }),
  },
);

const coverage = closed(
  {
    instances: whole('Instances of the board.', 1),
    failureRate: share('Share of runs that fail.'),
    coverage: share('Share of simulated boards whose interval holds the truth.'),
    replicates: whole('Simulated boards.', 1),
  },
  { description: 'Coverage of the nominal 95% interval in one setting.' },
);

export const intervalCoverage = defineDocument(
  'custodes/interval-coverage/1',
  {
    title: 'Coverage of intervals over instances',
    description:
      'content/statistics/interval-coverage.json: coverage of the nominal 95% interval at the numbers of instances that boards have. Derived by `npm run calibrate`.',
  },
  { settings: Type.Array(coverage, { description: 'Every setting.' }) },
);

/** `content/statistics/diagnosis.json`. */
export type DiagnosisDocument = DocumentOf<typeof diagnosisTrials>;
/** What was found in one trial, a label for each seed from 0. */
export type DiagnosisTally = TypeOf<typeof trial>;
/** `content/statistics/interval-coverage.json`. */
export type IntervalDocument = DocumentOf<typeof intervalCoverage>;
/** Coverage in one setting. */
export type IntervalCoverage = TypeOf<typeof coverage>;
