import { variableName } from '../lists/generated-list.ts';
import { GEOMETRY_LISTS } from '../lists/suite-lists.ts';
import { markerTest } from './marker-test.ts';
import { TO_WRITE, type Kind, type Scaffold } from './scaffold.ts';
import { alignSteps } from './steps.ts';
import { suiteFolder } from './suite-name.ts';

const OPTION = 'geometry';

const homeOf = (id: string): string => `import { defineGeometry, findMatchedFaults, separateEncoding } from '../geometry.ts';
import { encodeSeparately } from '../shared/linear-codes.ts';

/** ${TO_WRITE} one sentence that says how codes depend on factors. Until then each code is a factor, in random order. */
export const ${variableName(id)} = defineGeometry({
  id: '${id}',
  title: '${TO_WRITE} title of ${id}',
  description: '${TO_WRITE} one or two plain sentences that say how codes depend on factors.',
  relation: 'elementwise-affine',
  codes: 'fixed',
  paperTarget: 'recovered',
  inPaper: false,
  reach: 'full',
  parameters: [],
  defaultCodeCount: (d) => d,
  findFaults: findMatchedFaults,
  describeEncoding: ({ d }) => separateEncoding(d),
  encode(factors, stream, { d }) {
    const sources = [...stream.child('permutation').permutation(d)];
    return encodeSeparately(factors, sources, (_, z) => z);
  },
});
`;

const testOf = (id: string, folder: string): string => `import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { draw } from '../../../../tests/suite/support/geometry-draws.ts';
import { columnsOf, correlationOf } from '../../../../tests/suite/support/moments.ts';

it('leaves of each factor in a code what its formula says', () => {
  // ${TO_WRITE} the squared correlation of a code with its factor by the formula, and what else makes this geometry what it is.
  const share = Number.NaN;
  const { factors, codes } = draw({ geometry: '${id}', n: 20_000 });
  for (const code of columnsOf(codes)) {
    const largest = Math.max(...columnsOf(factors).map((factor) => correlationOf(factor, code) ** 2));
    expect(largest).toBeCloseTo(share, 1);
  }
});

${markerTest([`${folder}/index.ts`, `${folder}/index.test.ts`])}`;

function scaffold(id: string, root: string): Scaffold {
  const folder = `src/suite/geometries/${suiteFolder(`--${OPTION}`, id, root)}`;
  return {
    files: { [`${folder}/index.ts`]: homeOf(id), [`${folder}/index.test.ts`]: testOf(id, folder) },
    next: [
      ...alignSteps([
        [`npm run -s unit -- ${folder}`, 'fails, and says what to write'],
        ['npm run -s unit -- src/suite/geometries', 'holds it to what is asked of every geometry'],
        [`npm run -s stress -- --dgp D1 --encoder ${id}`, 'measures one cell with it'],
      ]),
      'The page "Add a DGP or geometry" of the documentation says more: content/docs/add-a-dgp.mdx',
    ],
  };
}

export const geometryKind: Kind = {
  option: OPTION,
  value: 'id',
  description: 'a geometry, which makes codes of factors: folder and test',
  lists: GEOMETRY_LISTS,
  scaffold,
};
