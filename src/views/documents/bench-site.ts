import Type from 'typebox';
import { defineDocument, type DocumentOf, type TypeOf } from '../../core/documents/define-document.ts';
import { amount, choice, closed, text, whole } from '../../core/documents/shapes.ts';
import { bytesOrNull, machine, measuredOn } from './bench-fields.ts';

const rerunTimes = (description: string) =>
  closed(
    {
      seconds: amount('From the click to the outcome, median.'),
      longest_task_ms: amount('Longest task that held up the page meanwhile, in milliseconds; 0 where none took more than 50.'),
      peak_bytes: bytesOrNull("Most memory of the page's process, its worker included"),
    },
    { description },
  );

export const rerun = defineDocument(
  'custodes/bench-rerun/2',
  {
    title: 'Benchmark of reruns',
    description:
      "content/bench/rerun.json: what `npm run bench -- rerun` finds, the rerun of all models of a typical record, without the twin's.",
  },
  {
    machine,
    track: text('Identifier of the track.'),
    models: whole('Models.', 1),
    n: whole('Rows of each draw.', 1),
    d: Type.Array(whole('Number of factors.', 1), { description: 'Numbers of factors that the models meet.' }),
    node_seconds: amount('The same in a process of Node, from its start, median.'),
    first: rerunTimes('With an empty cache.'),
    again: rerunTimes("With runtime and model in the browser's cache."),
    tracks: Type.Array(
      closed(
        { id: text('Identifier of the track.'), models: whole('Models.', 1), seconds: amount('Seconds.') },
        { description: 'A track.' },
      ),
      { description: "For each track, all models of one of its records in the page, from the browser's cache." },
    ),
  },
);

export const siteBuild = defineDocument(
  'custodes/bench-site-build/1',
  {
    title: 'Benchmark of the build',
    description:
      'content/bench/site-build.json: what `npm run bench -- site-build` finds, the site of so many synthetic records.',
  },
  {
    machine,
    records: whole('Records.'),
    seconds: amount('By the clock.'),
    cpu_seconds: bytesOrNull('Processor time, which other work on the machine does not stretch as much'),
    peak_bytes: bytesOrNull('Most memory that the build held'),
    files: whole('Files.'),
    bytes: whole('Bytes of all files.'),
    heaviest: closed(
      { page: text('Address within the site.'), bytes: whole('Bytes, compressed.') },
      { description: 'Heaviest page.' },
    ),
    search_bytes: whole('Bytes of the search index, compressed.'),
  },
);

/** What Lighthouse scores. */
export const SITE_CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

const score = Type.Number({ description: 'From 0 to 100, median over the repeats.', minimum: 0, maximum: 100 });

const page = closed(
  {
    kind: text('Kind of page, such as Leaderboard.'),
    page: text('Address within the site.'),
    form: choice(['mobile', 'desktop'], 'Form factor.'),
    scores: closed(
      { performance: score, accessibility: score, 'best-practices': score, seo: score },
      { description: 'Scores by category.' },
    ),
    below: Type.Array(text('Name of an audit.'), { description: 'Audits that cost something, worst first.' }),
  },
  { description: 'Scores of one page under one form factor.' },
);

const interaction = closed(
  {
    page: text('Address within the site.'),
    action: text('What the reader does.'),
    milliseconds: amount('Median over the repeats. Shorter ones than browsers tell of, 16 ms, count 0.'),
  },
  {
    description: 'The longest time from an event of one interaction to the next frame, with the processor slowed down.',
  },
);

const lab = closed(
  {
    first: amount('With the start of the worker and the compilation of the engine.'),
    further: amount('Median of the draws after the first.'),
    draws: whole('Draws.'),
  },
  {
    description:
      "Milliseconds from a change of the lab's form to the scores of all fast metrics on the page, n = 1,000, d = 5, at full speed.",
  },
);

export const site = defineDocument(
  'custodes/bench-site/1',
  {
    title: 'Benchmark of the site',
    description: 'content/bench/site.json: derived by `npm run bench -- site`, never edited.',
  },
  {
    measured_on: measuredOn,
    machine,
    browser: text('Name and version of the browser.'),
    repeats: whole('Repeats.', 1),
    pages: Type.Array(page, { description: 'Scores by page and form factor.' }),
    slowdown: amount('How much slower than the machine the processor was made for interactions.'),
    interactions: Type.Array(interaction, { description: 'Interactions.' }),
    lab,
  },
);

export type RerunBench = DocumentOf<typeof rerun>;
export type RerunTimes = RerunBench['first'];
export type SiteBuildBench = DocumentOf<typeof siteBuild>;
export type SiteReport = DocumentOf<typeof site>;
export type SiteCategory = (typeof SITE_CATEGORIES)[number];
export type SitePage = TypeOf<typeof page>;
export type SiteInteraction = TypeOf<typeof interaction>;
export type LabTimes = TypeOf<typeof lab>;
