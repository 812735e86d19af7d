import Type from 'typebox';
import { defineDocument, type DocumentOf } from '../../core/documents/define-document.ts';
import { annotated, choice, closed, constant, text, tuple, whole } from '../../core/documents/shapes.ts';

const scores = Type.Array(Type.Union([Type.Integer({ minimum: -10_000, maximum: 10_000 }), Type.Null()]), {
  description: 'Score of each draw, from the first seed on, in steps of 0.0001, rounded down; null where the metric gives none.',
});

const law = closed(
  {
    dgp: text('Id of the DGP.'),
    parameters: Type.Optional(
      Type.Unsafe<Record<string, number | string>>({ description: 'Where they are not the defaults.', type: 'object' }),
    ),
  },
  { description: 'Law of the factors.' },
);

const sizes = { law, n: whole('Rows.', 1), d: whole('Factors.', 1), m: whole('Codes.', 1) };

const cell = closed(
  {
    kind: text('Kind of success or failure.'),
    side: choice(['success', 'failure'], 'What the codes are.'),
    sampler: text('How encoders of the kind were drawn.'),
    scores,
  },
  { description: 'Draws of one sampler.' },
);

const stratum = closed(
  {
    table: choice(['core', 'n', 'd', 'm'], 'Which sizes the table varies.'),
    ...sizes,
    part: text('The part of the metric whose numbers these are.'),
    looks: Type.Array(
      tuple([whole('Draws up to the look.', 1), Type.Number({ minimum: 0, maximum: 1 })], 'Draws, and the error spent.'),
      {
        description: 'When rates of error were looked at.',
      },
    ),
    needs_linear: Type.Boolean({ description: 'Whether dense linear mixes are among the failures of the claim.' }),
    unavailable: Type.Array(text('Kind.'), { description: 'Kinds of the claim that do not exist here.' }),
    cells: Type.Array(cell),
  },
  { description: 'One law of factors with its sizes.' },
);

const dose = closed(
  {
    ...sizes,
    curve: text('Way to fail.'),
    dose: Type.Number({ description: 'Share of variance, or number of factors.' }),
    scores,
  },
  { description: 'Draws at one dose of one way to fail.' },
);

export const validity = defineDocument(
  'custodes/validity/1',
  {
    title: 'Validity of a metric',
    description:
      'content/validity/<metric>.json: scores of draws of which it is known how far they are from what the metric claims. Standings, rates and curves are made from them. Written by `npm run validity`.',
  },
  {
    metric: text('Key of the metric.'),
    unit: annotated(constant(0.0001, 'Step of the scores.'), {}),
    strata: Type.Array(stratum),
    doses: Type.Array(dose),
  },
);

/** `content/validity/<metric>.json`. */
export type ValidityDocument = DocumentOf<typeof validity>;
