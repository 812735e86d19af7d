import { variableName, type GeneratedList } from './generated-list.ts';

const imports = (names: readonly string[]): string =>
  names.map((name) => `import { ${variableName(name)} } from './${name}/index.ts';\n`).join('');

const types = (names: readonly string[]): string => names.map((name) => `typeof ${variableName(name)}`).join(' | ');

const array = (names: readonly string[]): string => `[${names.map(variableName).join(', ')}]`;

const dgps: GeneratedList = {
  file: 'src/suite/dgps/list.ts',
  folder: 'src/suite/dgps',
  member: 'index.ts',
  render: (names) => `import type { Dgp } from './dgp.ts';
${imports(names)}
/** Ids of all DGPs. */
export type DgpId = (${types(names)})['id'];

/** Every data-generating process of the suite. */
export const DGPS: readonly Dgp<DgpId>[] = ${array(names)};
`,
};

const geometries: GeneratedList = {
  file: 'src/suite/geometries/list.ts',
  folder: 'src/suite/geometries',
  member: 'index.ts',
  render: (names) => `import type { Geometry } from './geometry.ts';
${imports(names)}
/** Ids of all geometries. */
export type GeometryId = (${types(names)})['id'];

/** Every encoder geometry of the suite. */
export const GEOMETRIES: readonly Geometry<GeometryId>[] = ${array(names)};
`,
};

const tracks: GeneratedList = {
  file: 'src/suite/tracks/list.ts',
  folder: 'src/suite/tracks',
  member: 'index.ts',
  render: (names) => `import type { Track } from './track.ts';
${imports(names)}
/** Every track, in the order in which pages list them. */
export const TRACKS: readonly Track[] = ${array(names)};
`,
};

export const DGP_LISTS: readonly GeneratedList[] = [dgps];
export const GEOMETRY_LISTS: readonly GeneratedList[] = [geometries];
export const TRACK_LISTS: readonly GeneratedList[] = [tracks];
