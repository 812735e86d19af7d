import Type from 'typebox';
import { defineLine, type DocumentOf, type TypeOf } from '../../core/documents/define-document.ts';
import { closed, mapOf, nullable, text, tuple, whole } from '../../core/documents/shapes.ts';
import { metricKey, parameters } from './fields.ts';

/** What was published with the paper, as it was published: these files name no format. */

const point = {
  experiment: text('Experiment of the paper.'),
  panel: text('Panel of its figure.'),
  at: { ...parameters, description: 'Setting within the panel.' },
};

const published = tuple(
  [
    Type.Number({ description: 'Mean.' }),
    nullable(Type.Number({ description: 'Half width of the 95% interval; null where none was published.' })),
    whole('Seeds with a value.'),
  ],
  'A published score.',
);

const row = closed(
  {
    ...point,
    metrics: mapOf('^[a-z][a-z0-9_]{0,39}$', published, { description: 'Scores by metric.' }),
  },
  { description: 'One point of a sweep.' },
);

export const publishedSweeps = defineLine(
  'published-sweeps',
  {
    title: 'Published sweeps',
    description: 'content/paper/sweeps.json: result arrays published with the paper.',
  },
  {
    source: text('Where the numbers are from.'),
    columns: text('What the numbers of a score are.'),
    rows: Type.Array(row, { description: 'Points of all sweeps.' }),
  },
);

const explanation = closed(
  {
    id: text('Identifier.'),
    metric: metricKey,
    title: text('What differs, in a few words.'),
    reason: text('Why it differs.'),
    rows: Type.Array(closed(point, { description: 'A point.' }), { description: 'Points that it explains.' }),
  },
  { description: 'Why some points differ from ours.' },
);

export const differences = defineLine(
  'published-differences',
  {
    title: 'Differences from the paper',
    description: 'content/paper/differences.json: where our sweeps differ from those published, and why.',
  },
  { explanations: Type.Array(explanation, { description: 'Every reason.' }) },
);

const metrics = Type.Unsafe<string[] | string>({
  description: 'Names of metrics, or a class of them in words.',
  anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
});

const phase = closed(
  {
    severity: whole('How much fails: position in the list of words.'),
    cause: text('Why.'),
    valid: { ...metrics },
    invalid: { ...metrics },
  },
  { description: 'One cell of the diagram.' },
);

const byName = (value: typeof phase) => mapOf('^[a-z_]+$', value, { description: 'Cells by column.' });
const identifiers = (what: string) =>
  mapOf('^[a-z_]+$', Type.Array(text('Identifier.'), { description: what }), { description: `${what} by name.` });

export const publishedDiagram = defineLine(
  'published-phase-diagram',
  {
    title: 'Published phase diagram',
    description: 'content/paper/phase-diagram.json: the metric validity phase diagram, as published.',
  },
  {
    source: text('Where it is from.'),
    columns: identifiers('DGPs'),
    rows: identifiers('Geometries'),
    severity: Type.Array(text('Words.'), { description: 'Words for how much fails, from nothing to everything.' }),
    cells: mapOf('^[a-z_]+$', byName(phase), { description: 'Cells by row.' }),
    finite_sample_strip: Type.Array(
      closed(
        {
          m_over_n: Type.Optional(text('Codes over rows.')),
          claim: Type.Optional(text('What is said.')),
          note: Type.Optional(text('Our note.')),
        },
        { description: 'A claim on finite samples.' },
      ),
      { description: 'What is said of finite samples.' },
    ),
  },
);

/** `content/paper/sweeps.json`. */
export type PublishedSweeps = DocumentOf<typeof publishedSweeps>;
/** `content/paper/differences.json`. */
export type Differences = DocumentOf<typeof differences>;
/** `content/paper/phase-diagram.json`, as published. */
export type PublishedDiagram = DocumentOf<typeof publishedDiagram>;
/** One cell of the diagram. */
export type PublishedPhase = TypeOf<typeof phase>;
