import { variableName } from '../lists/generated-list.ts';
import { DGP_LISTS } from '../lists/suite-lists.ts';
import { markerTest } from './marker-test.ts';
import { TO_WRITE, type Kind, type Scaffold } from './scaffold.ts';
import { alignSteps } from './steps.ts';
import { suiteFolder } from './suite-name.ts';

const OPTION = 'dgp';

const homeOf = (id: string): string => `import { zeros } from '../../../core/matrix.ts';
import { defineDgp, STANDARD_NORMAL, unrelated } from '../dgp.ts';

/** ${TO_WRITE} one sentence that says how factors are drawn. Until then they are independent and standard normal. */
export const ${variableName(id)} = defineDgp({
  id: '${id}',
  title: '${TO_WRITE} title of ${id}',
  description: '${TO_WRITE} one or two plain sentences that say how factors are drawn.',
  dependence: 'independent',
  support: 'continuous',
  inPaper: false,
  reach: 'full',
  parameters: [],
  findFaults: () => [],
  describeFactors: (_, d) => unrelated(Array.from({ length: d }, () => STANDARD_NORMAL)),
  draw(stream, n, d) {
    const factors = zeros(n, d);
    for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) factors.data[j * n + i] = stream.normal();
    return factors;
  },
});
`;

const testOf = (id: string, folder: string): string => `import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { correlations, LOOSE } from '../../../../tests/suite/support/dgp-draws.ts';

it('correlates two factors as its formula says', () => {
  // ${TO_WRITE} the correlation of the first two factors by the formula, and what else makes this DGP what it is.
  const correlation = Number.NaN;
  expect(Math.abs(correlations('${id}', 4)[0]! - correlation)).toBeLessThan(LOOSE);
});

${markerTest([`${folder}/index.ts`, `${folder}/index.test.ts`])}`;

function scaffold(id: string, root: string): Scaffold {
  const folder = `src/suite/dgps/${suiteFolder(`--${OPTION}`, id, root)}`;
  return {
    files: { [`${folder}/index.ts`]: homeOf(id), [`${folder}/index.test.ts`]: testOf(id, folder) },
    next: [
      ...alignSteps([
        [`npm run -s unit -- ${folder}`, 'fails, and says what to write'],
        ['npm run -s unit -- src/suite/dgps', 'holds it to what is asked of every DGP'],
        [`npm run -s stress -- --dgp ${id} --encoder E1`, 'measures one cell with it'],
      ]),
      'The page "Add a DGP or geometry" of the documentation says more: content/docs/add-a-dgp.mdx',
    ],
  };
}

export const dgpKind: Kind = {
  option: OPTION,
  value: 'id',
  description: 'a DGP, which draws factors: folder and test',
  lists: DGP_LISTS,
  scaffold,
};
