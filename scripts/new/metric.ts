import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { METRIC_KEYS } from '../../src/metrics/catalogue.ts';
import { STRUCTURE_METRICS } from '../../src/metrics/structure/catalogue.ts';
import { parseDocument } from '../../src/registry/validator.ts';
import { references as referenceList, type Reference } from '../../src/views/documents/references.ts';
import { variableName } from '../lists/generated-list.ts';
import { METRIC_LISTS } from '../lists/metric-lists.ts';
import { markerTest } from './marker-test.ts';
import { checkName } from './names.ts';
import { alignSteps } from './steps.ts';
import { TO_WRITE, type Kind, type Scaffold } from './scaffold.ts';

const OPTION = 'metric';
const ROOM = 'src/metrics';
const REFERENCES = 'content/references.json';
/** Files that every metric has, and the list of their pages. */
const FILES = ['entry', 'index'];
const RULE = {
  pattern: /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/,
  words: 'lower-case letters, digits and single underscores, a letter first: for example mcc_dcor',
};

const ownFiles = (key: string): string[] => ['.ts', '.test.ts'].map((end) => `${ROOM}/${key}/${fileName(key)}${end}`);
const fileName = (key: string): string => key.replaceAll('_', '-');
const functionName = (key: string): string => `compute${variableName(`_${key}`)}`;
const sourceKey = (key: string): string => `${key.replaceAll('_', '')}source`;

const entryOf = (key: string): string => `import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'${key}'> = {
  key: '${key}',
  title: '${TO_WRITE} title of ${key}',
  group: '${key}',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['affinely-decodable'],
  stochastic: false,
  cost: 'fast',
  sources: ['${sourceKey(key)}'],
};
`;

const homeOf = (key: string): string => `import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';
import { ${functionName(key)} } from './${fileName(key)}.ts';

/** ${TO_WRITE} one sentence that says what ${key} measures. */
export const home: MetricHome<'${key}'> = {
  entry,
  computation: { keys: ['${key}'], compute: (data) => ({ ${key}: ${functionName(key)}(data) }) },
  growth: {
    law: 'n · d · m',
    reason: 'one product for each row and pair of columns',
  },
};
`;

const computationOf = (key: string): string => `import { constantColumnDiagnostics } from '../constant-columns.ts';
import { refuse, type MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';

/** With fewer rows every correlation of two varying columns is −1 or 1. */
const MINIMUM_ROWS = 3;

/**
 * ${TO_WRITE} what is computed, to what it is invariant, when the score is null, and "Source: authors, title, venue, equation".
 *
 * Until then: the largest squared correlation of each factor with any code, the mean over the factors that vary.
 */
export function ${functionName(key)}(data: PairedData): MetricResult {
  if (data.n < MINIMUM_ROWS)
    return refuse('too-few-rows', \`Correlations need at least \${MINIMUM_ROWS} rows; there are \${data.n}.\`);
  const varying = data.factors.columnsWhere(false);
  if (varying.length === 0) return refuse('constant-factors', 'Every factor is constant: there is nothing to recover.');
  const perFactor: (number | null)[] = data.factors.summaries.map(() => null);
  let sum = 0;
  for (const j of varying) {
    const squares = Array.from({ length: data.m }, (_, i) => data.pearson.data[i * data.d + j]! ** 2);
    perFactor[j] = Math.min(1, Math.max(...squares));
    sum += perFactor[j];
  }
  return {
    score: sum / varying.length,
    parts: { per_factor: perFactor },
    diagnostics: constantColumnDiagnostics(data),
  };
}
`;

const testOf = (key: string): string => `import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fromRows } from '../../core/matrix.ts';
import { measure } from '../measure.ts';

const scoreOf = (factors: readonly (readonly number[])[], codes: readonly (readonly number[])[]) =>
  measure(fromRows(factors), fromRows(codes), { metrics: ['${key}'] }).metrics.${key}!.score;

it('gives a small example the score that its paper gives it', () => {
  // ${TO_WRITE} a few rows of factors and of codes, and their score by the paper's equation or by its authors' code.
  const factors = [[0], [1], [2], [3]];
  const codes = [[0], [1], [2], [5]];
  const published = Number.NaN;
  expect(scoreOf(factors, codes)).toBeCloseTo(published, 12);
});

${markerTest([...FILES.map((name) => `${ROOM}/${key}/${name}.ts`), ...ownFiles(key), `content/metrics/${key}.mdx`, REFERENCES])}`;

const proseOf = (key: string): string => `---
summary: '${TO_WRITE} one sentence that says what ${key} asks of the codes.'
---

{/* ${TO_WRITE} every section, then take this line away. */}

## Definition

With <Formula tex="r_{ij}" /> the correlation of factor i and code j:

<Formula display tex="\\frac1d \\sum_{i=1}^{d} \\max_j r_{ij}^2" />

## What it certifies

At 1, each factor is an affine function of a code.

## Pitfalls

- **One code may serve several factors.**

## How others define it

No other definition is known.

## Conventions

A constant factor does not count. Without a factor that varies there is no score.
`;

function referencesWith(key: string, text: string): string {
  const references: Record<string, Reference> = { ...parseDocument(referenceList, text, 'content/references.json') };
  references[sourceKey(key)] = {
    type: 'article',
    authors: ['Family, Given'],
    title: `${TO_WRITE} the paper that defines ${key}`,
    venue: 'Journal',
    year: 2000,
  };
  return JSON.stringify(Object.fromEntries(Object.entries(references).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

function scaffold(key: string, root: string): Scaffold {
  const folders = readdirSync(join(root, ROOM), { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? [e.name] : []));
  checkName(`--${OPTION}`, key, RULE, [...METRIC_KEYS, ...Object.keys(STRUCTURE_METRICS), ...folders, ...FILES]);
  const folder = `${ROOM}/${key}`;
  return {
    files: {
      [`${folder}/entry.ts`]: entryOf(key),
      [`${folder}/index.ts`]: homeOf(key),
      [`${folder}/${fileName(key)}.ts`]: computationOf(key),
      [`${folder}/${fileName(key)}.test.ts`]: testOf(key),
      [`content/metrics/${key}.mdx`]: proseOf(key),
    },
    changed: { [REFERENCES]: referencesWith(key, readFileSync(join(root, REFERENCES), 'utf8')) },
    next: [
      ...alignSteps([
        [`npm run -s unit -- ${folder}`, 'fails, and says what to write'],
        [`npm run -s passports -- --metrics ${key}`, 'computes its passport'],
        [`npm run -s stress -- --metrics ${key}`, 'computes its atlas'],
      ]),
      'The page "Add a metric" of the documentation says more: content/docs/add-a-metric.mdx',
    ],
  };
}

export const metricKind: Kind = {
  option: OPTION,
  value: 'key',
  description: 'a metric: folder, test, prose and reference',
  lists: METRIC_LISTS,
  scaffold,
};
