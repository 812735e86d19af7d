import Type from 'typebox';
import { defineDocument, type DocumentOf, type TypeOf } from '../../core/documents/define-document.ts';
import { amount, choice, closed, nullable, text, tuple, whole } from '../../core/documents/shapes.ts';
import { metricKey, predicates } from './fields.ts';

const score = (description: string) => nullable(Type.Number({ description }));

const prediction = choice(
  ['stays', 'falls', 'null'],
  'What the claimed class says of perfect codes after a change: the score must stay, must fall by more than the margin, or be at most the margin.',
);

const outcome = closed(
  {
    test: text('Identifier of the change.'),
    predicted: prediction,
    perfect: score('Score of perfect codes after the change; null where the metric refuses.'),
    middling: Type.Optional(score('Score of middling codes; absent where the class says nothing of them.')),
    passed: Type.Boolean({ description: 'Whether the scores are as predicted.' }),
  },
  { description: 'One test of one claim.' },
);

const passport = closed(
  {
    part: text('Part of the metric.'),
    predicates,
    scope: choice(['all', 'kept'], 'Factors that the claim is about: all, or those that the codes keep.'),
    tolerances: tuple(
      [amount('With changes that are exact.'), amount('With changes that are not.')],
      'How far it may move where it must stay.',
    ),
    before: closed(
      { perfect: score('Of perfect codes.'), middling: score('Of middling codes.') },
      { description: 'Scores before any change.' },
    ),
    outcomes: Type.Array(outcome, { description: 'Every test of the battery.' }),
  },
  { description: 'One number that a metric gives, and how it does in the battery.' },
);

export const passports = defineDocument(
  'custodes/passport/1',
  {
    title: 'Passport of a metric',
    description: 'content/passports/<metric>.json: derived by `npm run passports`, never edited.',
  },
  {
    metric: metricKey,
    n: whole('Rows of a draw.', 1),
    d: whole('Factors of a draw.', 1),
    seeds: whole('Draws that every number is the mean over.', 1),
    margin: amount('How far a score may lie from where it belongs.'),
    passports: Type.Array(passport, { description: 'One for each part.' }),
  },
);

/** `content/passports/<metric>.json`: derived, never edited. */
export type PassportDocument = DocumentOf<typeof passports>;
/** One number that a metric gives, and how it does in the battery. */
export type Passport = TypeOf<typeof passport>;
/** One test of one claim, as stored: scores of perfect codes and of middling ones after the change. */
export type PassportOutcome = TypeOf<typeof outcome>;
/** What the claimed class says of perfect codes after a change. */
export type PassportPrediction = TypeOf<typeof prediction>;
