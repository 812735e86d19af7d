import { unionOf, variableName, type GeneratedList } from './generated-list.ts';

const METRICS = 'src/metrics';
const STRUCTURE = 'src/metrics/structure';

const imports = (names: readonly string[], thing: string, member: string): string =>
  names.map((name) => `import { ${thing} as ${variableName(name)} } from './${name}/${member}';\n`).join('');

/** `key: variable`, or the variable alone where both are called the same. */
const property = (name: string): string => (variableName(name) === name ? name : `${name}: ${variableName(name)}`);

const properties = (names: readonly string[]): string => names.map((name) => `${property(name)},\n`).join('');

/** Entries apart from homes, so that a page which names metrics does not load what computes them. */
const entries: GeneratedList = {
  file: `${METRICS}/entries.ts`,
  folder: METRICS,
  member: 'entry.ts',
  render: (names) => `${imports(names, 'entry', 'entry.ts')}import type { MetricEntry } from './metric-entry.ts';

export type MetricKey = ${unionOf(names)};

/** Every metric of the registry, in the order in which pages list them. */
export const METRICS: { readonly [Key in MetricKey]: MetricEntry<Key> } = {
${properties(names)}};
`,
};

const homes: GeneratedList = {
  file: `${METRICS}/homes.ts`,
  folder: METRICS,
  member: 'index.ts',
  render: (names) => `${imports(names, 'home', 'index.ts')}import type { MetricKey } from './entries.ts';
import type { MetricHome } from './metric-home.ts';

/** Every metric with what computes it, in the order of the catalogue. */
export const METRIC_HOMES: { readonly [Key in MetricKey]: MetricHome<Key> } = {
${properties(names)}};
`,
};

const structureHomes: GeneratedList = {
  file: `${STRUCTURE}/homes.ts`,
  folder: STRUCTURE,
  member: 'index.ts',
  render: (names) => `${imports(names, 'home', 'index.ts')}import type { StructureMetric } from './structure-metric.ts';

/** Metrics of what comes with an encoder, which two arrays of factors and codes alone cannot give. */
export type StructureKey = ${unionOf(names)};

/** Every metric of graphs and dictionaries. */
export const STRUCTURE_METRICS: { readonly [Key in StructureKey]: StructureMetric<Key> } = {
${properties(names)}};
`,
};

export const METRIC_LISTS: readonly GeneratedList[] = [entries, homes, structureHomes];
