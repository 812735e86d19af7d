import Type from 'typebox';
import { defineDocument, type DocumentOf, type TypeOf } from '../../core/documents/define-document.ts';
import { choice, closed, mapOf, nullable, text, tuple, whole } from '../../core/documents/shapes.ts';
import { parameters, verdict } from '../../evaluation/documents/fields.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';
import { FACTOR_KINDS } from '../advisor-setting.ts';

const number = (description: string) => nullable(Type.Number({ description }));

const score = tuple(
  [
    number('Mean; null where the metric refuses.'),
    number('Lower end of its interval.'),
    number('Upper end of its interval.'),
    verdict,
  ],
  "A metric in a cell, with the atlas' verdict on the metric's own claim.",
);

const expectation = choice(['recovered', 'unrecovered', 'null'], 'Whether the codes attain the class, or are noise.');

const cell = closed(
  {
    table: text('Table of the atlas.'),
    dgp: text('Identifier of the DGP.'),
    geometry: text('Identifier of the geometry.'),
    n: whole('Rows.', 1),
    d: whole('Factors.', 1),
    m: whole('Codes.', 1),
    parameters,
    setting: text('What is not at its default, in words.'),
    expectations: closed(
      {
        'affine-elementwise': expectation,
        'monotone-elementwise': expectation,
        elementwise: expectation,
        block: expectation,
        affine: expectation,
      },
      { description: 'What each equivalence class asks of the codes.' },
    ),
    scores: Type.Unsafe<Partial<Record<MetricKey, TypeOf<typeof score>>>>(
      mapOf('^[a-z][a-z0-9_]{0,39}$', score, { description: 'Scores by metric.' }),
    ),
  },
  { description: 'A cell of the atlas, as the advisor weighs it.' },
);

const factorKind = choice(
  FACTOR_KINDS.map(({ id }) => id),
  'Kind of factors.',
);

const titles = (what: string) => mapOf('^[A-Z][A-Z0-9]*$', text('Title.'), { description: `${what} by identifier.` });

export const advisor = defineDocument(
  'custodes/advisor/1',
  {
    title: 'Evidence of the advisor',
    description: '/api/v1/advisor.json: cells of the atlas, with what each equivalence class asks of a score there.',
  },
  {
    factors: mapOf('^[A-Z][A-Z0-9]*$', factorKind, { description: 'The kind of factors that each DGP draws, by identifier.' }),
    dgps: titles('DGPs'),
    geometries: titles('Geometries'),
    cells: Type.Array(cell, { description: 'Every cell whose truth is not a matter of degree.' }),
  },
);

/** `api/v1/advisor.json`. */
export type AdvisorDocument = DocumentOf<typeof advisor>;
/** What the advisor weighs. */
export type AdvisorData = Pick<AdvisorDocument, 'factors' | 'dgps' | 'geometries' | 'cells'>;
/** A cell of the atlas, as the advisor weighs it. */
export type AdvisorCell = TypeOf<typeof cell>;
/** Mean and interval of a metric in a cell, and the atlas' verdict on the metric's own claim. */
export type AdvisorScore = TypeOf<typeof score>;
