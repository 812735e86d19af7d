import Type, { type TSchema } from 'typebox';
import { defineDocument } from '../../core/documents/define-document.ts';
import { amount, choice, closed, nullable, text, tuple, whole } from '../../core/documents/shapes.ts';
import type { AtlasRow } from '../atlas-document.ts';
import type { ExperimentRow } from '../experiment-document.ts';
import { metricKey, parameters, predicates, verdict } from './fields.ts';

const number = (description: string) => nullable(Type.Number({ description }));
const interval = [number('Mean.'), number('Lower end of its interval.'), number('Upper end of its interval.')];

/** Tuples that may lack their last item: each length is one alternative. */
function row<Row>(description: string, items: readonly TSchema[], last: TSchema) {
  return Type.Unsafe<Row>({ description, oneOf: [tuple(items, description), tuple([...items, last], description)] });
}

const atlasRow = row<AtlasRow>(
  'Mean, interval, indices of both verdicts, seeds, and for a graded cell the value at large n.',
  [
    ...interval,
    whole("Index of the verdict on the metric's own claim."),
    whole("Index of the verdict on the paper's target."),
    whole('Seeds.'),
  ],
  number('Value at large n; null where the metric refuses there.'),
);

const experimentRow = row<ExperimentRow>(
  'Mean, interval, and how many seeds have a score where some have none.',
  interval,
  whole('Seeds with a score.'),
);

const place = {
  dgp: text('Identifier of the DGP.'),
  geometry: text('Identifier of the geometry.'),
  n: whole('Rows.', 1),
  d: whole('Factors.', 1),
  m: whole('Codes.', 1),
  parameters: Type.Optional(parameters),
};
const digest = text("Of the bits of this metric's scores on the first seed.");
const identifiers = { id: text('Identifier.') };

const cell = closed(
  {
    table: text('Table of the volume.'),
    ...place,
    digest,
    results: Type.Array(atlasRow, { description: 'One row for each part.' }),
  },
  { description: 'The metric on one cell.' },
);

const setting = closed(
  {
    panel: text('Settings of a panel are drawn together.'),
    at: { ...parameters, description: 'What is varied, by name.' },
    ...place,
    digest,
    results: Type.Array(experimentRow, { description: 'One row for each part.' }),
  },
  { description: 'The metric at one point of a sweep.' },
);

const part = closed(
  {
    part: text('Part of the metric.'),
    predicates,
    scope: choice(['all', 'kept'], 'Factors that the claim is about: all, or those that the codes keep.'),
  },
  { description: 'What an entry of results is.' },
);

const volume = closed(
  {
    ...identifiers,
    looks: Type.Array(whole('Seeds.', 1), { description: 'Numbers of seeds after which verdicts were looked at.' }),
    family: whole('Intervals that hold together at 95%.', 1),
    level: amount('Level of each interval, 1 - 0.05/family.'),
    tables: Type.Array(
      closed(
        {
          ...identifiers,
          coverage: choice(['all', 'representative', 'core', 'none'], 'Which of its cells the budget leaves to this metric.'),
        },
        { description: 'A table.' },
      ),
      { description: 'Its tables.' },
    ),
  },
  { description: 'A volume of the atlas.' },
);

const sweep = closed(
  {
    ...identifiers,
    holdout: amount('Share of the rows that is scored; 0 scores all.'),
    settings: Type.Array(setting, { description: 'Points of the sweep.' }),
  },
  { description: 'A sweep of the paper.' },
);

export const metricAtlas = defineDocument(
  'custodes/metric-atlas/1',
  {
    title: 'Atlas of a metric',
    description:
      'content/atlas/<metric>.json: all that the atlas holds of one metric. Derived by `npm run stress`, never edited; no byte depends on another metric.',
  },
  {
    metric: metricKey,
    margin: amount('How far a score may lie from where it belongs.'),
    large_sample: closed(
      { n: whole('Rows.', 1), seeds: whole('Seeds.', 1) },
      { description: 'How the value at large n is measured.' },
    ),
    budget_seconds: closed(
      { table: amount('In a table.'), core: amount('On its fewest cells.') },
      { description: 'Seconds of one core that a metric may take; they decide on coverage.' },
    ),
    verdicts: Type.Array(verdict, { description: 'Verdicts by index.' }),
    parts: Type.Array(part, { description: 'What each entry of results is.' }),
    volumes: Type.Array(volume, { description: 'Volumes of the atlas.' }),
    cells: Type.Array(cell, { description: 'Every cell on which the metric is followed.' }),
    experiments: closed(
      {
        seeds: whole('Seeds of each setting.', 1),
        level: amount('Level of each interval on its own.'),
        sweeps: Type.Array(sweep, { description: 'Sweeps that have this metric.' }),
      },
      { description: 'The sweeps of the paper.' },
    ),
  },
);

/** `content/atlas/<metric>.json`. */
