import type { Catalogue, Home } from './catalogue.ts';

const importHomes = (homes: readonly Home[]): string =>
  homes.map(({ folder, exportName }) => `import { ${exportName} } from './${folder}/index.ts';`).join('\n');

const union = (homes: readonly Home[]): string => homes.map(({ id }) => `'${id}'`).join(' | ');

const array = (homes: readonly Home[]): string => `[${homes.map(({ exportName }) => exportName).join(', ')}]`;

/** Every list that is generated from folders. */
export const CATALOGUES: readonly Catalogue[] = [
  {
    thing: 'DGP',
    folder: 'src/suite/dgps',
    list: 'src/suite/dgps/list.ts',
    idProperty: 'id',
    render: (homes) => `import type { Dgp } from './dgp.ts';
${importHomes(homes)}

/** Identifiers of all DGPs. */
export type DgpId = ${union(homes)};

/** Every data-generating process of the suite. */
export const DGPS: readonly Dgp[] = ${array(homes)};
`,
  },
  {
    thing: 'geometry',
    folder: 'src/suite/geometries',
    list: 'src/suite/geometries/list.ts',
    idProperty: 'id',
    render: (homes) => `import type { Geometry } from './geometry.ts';
${importHomes(homes)}

/** Identifiers of all geometries. */
export type GeometryId = ${union(homes)};

/** Every encoder geometry of the suite. */
export const GEOMETRIES: readonly Geometry[] = ${array(homes)};
`,
  },
];
