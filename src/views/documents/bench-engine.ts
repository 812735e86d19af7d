import Type from 'typebox';
import { defineDocument, type DocumentOf, type TypeOf } from '../../core/documents/define-document.ts';
import { amount, closed, mapOf, nullable, objectOrNull, text, whole } from '../../core/documents/shapes.ts';
import { keys, machine, measuredOn, size } from './bench-fields.ts';

const numberOrNull = (description: string) => nullable(Type.Number({ description }));

const figureFields = {
  seconds: amount('Median over the runs.'),
  cpu_seconds: amount('Processor time of all threads, median over the runs.'),
  runs: whole('Runs.', 1),
};
const figure = closed(figureFields, { description: 'Medians over some runs of one thing.' });

const ratio = closed(
  {
    ratio: amount('The ratio.'),
    lower: numberOrNull('Lower end of its 95% interval; null where there is only one pair.'),
    upper: numberOrNull('Upper end of its 95% interval; null where there is only one pair.'),
    pairs: whole('Pairs of runs.'),
  },
  { description: 'A ratio with its 95% interval.' },
);

const reference = closed(
  {
    seconds: amount('Seconds of the yardstick.'),
    cpu_seconds: amount('Its processor time.'),
    cpu_by_metric: mapOf('^[a-z][a-z0-9_]*$', amount('Processor time.'), { description: 'Processor time by metric.' }),
    ratio: { ...ratio, description: 'Processor time of the yardstick over that of ours, one thread each.' },
    ratio_threads: { ...ratio, description: 'Seconds of the yardstick over those of ours on several threads.' },
  },
  { description: 'The time of the scikit-learn yardstick, run in turn with ours on the same arrays.' },
);

const panelFields = {
  single: figure,
  threads: figure,
  reference: objectOrNull(reference, 'The yardstick; null where it was not run.'),
};

const sizeFigures = closed(
  {
    ...size,
    groups: Type.Array(closed({ ...figureFields, keys }, { description: 'A group of metrics.' }), {
      description: 'Every group of metrics on its own, what groups share being computed for each.',
    }),
    panel: closed(panelFields, { description: 'One panel on one pair of arrays.' }),
    panel_with_rdc: closed({ single: figure, threads: figure }, { description: 'The same with the slow metrics.' }),
    peak_mb: closed(
      { single: amount('On one thread.'), threads: amount('On several threads.') },
      { description: 'Most memory, MB.' },
    ),
  },
  { description: 'Everything measured at one size.' },
);

const grid = closed(
  {
    cells: whole('Cells.'),
    single: figure,
    threads: figure,
    sample: objectOrNull(
      closed({ ...panelFields, cells: whole('Cells.') }, { description: 'Some of its cells.' }),
      'Some of its cells beside the yardstick; null where it was not run.',
    ),
  },
  { description: 'The grid of the paper.' },
);

export const benchReport = defineDocument(
  'custodes/bench/1',
  { title: 'Benchmark of the engine', description: 'content/bench/<day>.json: derived by `npm run bench`, never edited.' },
  {
    engine_commit: nullable(text('Commit of the engine; null where the working tree differed from it.')),
    measured_on: measuredOn,
    machine,
    workers: whole('Threads.', 1),
    sizes: Type.Array(sizeFigures, { description: 'Figures by size.' }),
    grid: objectOrNull(grid, 'The grid of the paper; null where it was not run.'),
  },
);

const benchSize = closed(size, { description: 'Rows, factors and codes of a benchmark.' });
const axis = (what: string) => Type.Array(benchSize, { description: `Sizes along the axis of ${what}.` });
const exponent = (what: string) => Type.Number({ description: `Exponent of time against ${what}, the others being held.` });

export const growth = defineDocument(
  'custodes/bench-growth/1',
  {
    title: 'Growth of times with sizes',
    description: 'content/bench/growth.json: derived by `npm run bench -- growth`, never edited.',
  },
  {
    machine,
    axes: closed({ n: axis('rows'), d: axis('factors'), m: axis('codes') }, { description: 'Sizes along each axis.' }),
    groups: Type.Array(
      closed({ n: exponent('rows'), d: exponent('factors'), m: exponent('codes'), keys }, { description: 'A group of metrics.' }),
      { description: 'Exponents by group of metrics.' },
    ),
  },
);

export type BenchReport = DocumentOf<typeof benchReport>;
export type GrowthReport = DocumentOf<typeof growth>;
export type MachineFacts = TypeOf<typeof machine>;
export type BenchSize = TypeOf<typeof benchSize>;
export type BenchFigure = TypeOf<typeof figure>;
export type Ratio = TypeOf<typeof ratio>;
export type ReferenceFigure = TypeOf<typeof reference>;
export type SizeFigures = TypeOf<typeof sizeFigures>;
export type PanelFigures = SizeFigures['panel'];
export type GridFigures = TypeOf<typeof grid>;
export type GrowthAxis = keyof GrowthReport['axes'];
export type GroupGrowth = GrowthReport['groups'][number];
