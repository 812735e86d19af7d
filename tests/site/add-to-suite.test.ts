import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScratchClone, type ScratchClone } from '../support/scratch-clone.ts';
import { startDevServer, type DevServer } from './support/dev-server.ts';

/** The pages on adding a DGP, a geometry and a track, followed to the letter in a clone. */
const blocksOf = (page: string): string[] =>
  [...readFileSync(`content/docs/${page}.mdx`, 'utf8').matchAll(/<Code text="([^"]*)"/g)].map(([, line]) => line!);
const OF_SUITE = blocksOf('add-a-dgp');
const OF_TRACK = blocksOf('add-a-track');
const [START_DGP, START_GEOMETRY, TEST_SUITE, MEASURE, SITE] = OF_SUITE;
const [START_TRACK, TEST_TRACK, DATA] = OF_TRACK;

const DGP = 'src/suite/dgps/my-dgp';
const GEOMETRY = 'src/suite/geometries/my-geometry';
const TRACK = 'src/suite/tracks/my-track';
const PROSE = 'content/tracks/my-track.mdx';
/** What is numbers or prose of something else, or makes them. */
const OTHERS = ['content/**/*.{json,mdx}', 'src/{suite,metrics,boards}/**/*.ts'];

/** Prints the digest of every conformance cell: what the suite is made of. */
const PROBE = `
import { conformanceCells } from './src/evaluation/conformance.ts';
import { arraysDigest, documentDigest } from './src/registry/digest.ts';
const entries = [...conformanceCells()].map(({ id, compute }) => {
  const output = compute();
  return [id, 'document' in output ? documentDigest('custodes/test', output.document) : arraysDigest(output)];
});
console.log(JSON.stringify(Object.fromEntries(entries)));
`;

let clone: ScratchClone;
let server: DevServer | undefined;
beforeAll(() => void (clone = createScratchClone()));
afterAll(() => {
  server?.stop();
  clone.remove();
});

const digests = () => Object.assign({}, ...OTHERS.map((pattern) => clone.digests(pattern))) as Record<string, string>;
const cells = () => {
  const { status, output } = clone.shell(`"${process.execPath}" --input-type=module-typescript <<'END'\n${PROBE}END`);
  expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
  return JSON.parse(output) as Record<string, string>;
};

/** What an author does: writes what the test asks for. The example keeps what was there to start with. */
function write(path: string, numbers: readonly string[] = []): void {
  clone.edit(path, (text) =>
    numbers.reduce((all, number) => all.replace('Number.NaN', number), text.replaceAll('To write: ', 'On ')),
  );
}

it('show what to run', () => {
  expect([OF_SUITE, OF_TRACK]).toEqual([
    [
      'npm run -s new -- --dgp my_dgp',
      'npm run -s new -- --geometry my_geometry',
      `npm run -s unit -- ${DGP} ${GEOMETRY}`,
      'npm run -s stress -- --dgp my_dgp --encoder my_geometry --metrics mcc_pearson,r2',
      'npm run dev',
    ],
    [
      'npm run -s new -- --track my-track',
      `npm run -s unit -- ${TRACK}`,
      'npm run -s data -- my-track --n 1000 --out train.npz',
      'npm run dev',
    ],
  ]);
});

describe('followed to the letter', { timeout: 900_000 }, () => {
  let before: { files: Record<string, string>; cells: Record<string, string> };

  it('start what is clean but for its tests', () => {
    before = { files: digests(), cells: cells() };
    for (const command of [START_DGP, START_GEOMETRY, START_TRACK]) expect(clone.shell(command!)).toMatchObject({ status: 0 });
    const added = [DGP, GEOMETRY, TRACK].join(' ');
    for (const tool of [`eslint ${added} src/suite/*/list.ts`, `prettier --check ${added} src/suite/*/list.ts ${PROSE}`])
      expect(clone.shell(`node_modules/.bin/${tool}`), tool).toMatchObject({ status: 0 });
    for (const [test, place] of [
      [TEST_SUITE, `${DGP}/index.ts:`],
      [TEST_SUITE, `${GEOMETRY}/index.ts:`],
      [TEST_TRACK, `${PROSE}:2`],
    ] as const) {
      const { status, output } = clone.shell(test!);
      expect(status).toBe(1);
      expect(output).toContain(place);
    }
  });

  it('pass their tests, and those of all others of the kind, once they are written', () => {
    for (const path of [`${DGP}/index.ts`, `${GEOMETRY}/index.ts`, `${TRACK}/index.ts`, PROSE]) write(path);
    write(`${DGP}/index.test.ts`, ['0']);
    write(`${GEOMETRY}/index.test.ts`, ['1']);
    write(`${TRACK}/index.test.ts`, ['6', '3']);
    for (const test of [TEST_SUITE, TEST_TRACK]) expect(clone.shell(test!)).toMatchObject({ status: 0 });
    const kinds = ['dgps/dgps', 'geometries/geometries', 'tracks/catalogue', 'parameter-list'];
    const tests = [...kinds.map((kind) => `src/suite/${kind}.test.ts`), 'src/views/advisor-setting.test.ts', 'scripts/lists'];
    expect(
      clone.shell(`node_modules/.bin/vitest run ${tests.join(' ')} -t "my_dgp|my_geometry|my-track|kind|list"`),
    ).toMatchObject({
      status: 0,
    });
  });

  it('measure a cell and give training data', () => {
    const measured = clone.shell(MEASURE!);
    expect(measured).toMatchObject({ status: 0 });
    expect(measured.output).toMatch(/r2 score +1\.0000/);
    expect(clone.shell(DATA!)).toMatchObject({ status: 0 });
    expect(clone.digests('train.npz')).toHaveProperty('train.npz');
    const entered = clone.shell('npm run -s new -- my-method --track my-track');
    expect(entered.status).toBe(1);
    expect(entered.output).toContain('has no board');
  });

  it('leave every byte and every conformance cell of the others as it was', () => {
    const after = { files: digests(), cells: cells() };
    const kept = Object.keys(before.files).filter((path) => !/^src\/suite\/\w+\/list\.ts$/.test(path));
    for (const path of kept) expect(after.files[path], path).toBe(before.files[path]);
    expect(after.cells).toMatchObject(before.cells);
    const added = Object.keys(after.cells).filter((id) => !(id in before.cells));
    expect(added.filter((id) => !id.startsWith('track/my-track/'))).toEqual([
      'dgp/my_dgp',
      'geometry/my_geometry/codes',
      'geometry/my_geometry/truth',
    ]);
  });

  it('have a site that says what is not computed yet', async () => {
    expect(SITE).toBe('npm run dev');
    server = await startDevServer(clone.root);
    const read = async (path: string) => {
      const response = await fetch(server!.address + path);
      const html = await response.text();
      expect(response.status, `${path}\n${html.slice(0, 500)}\n${server!.log()}`).toBe(200);
      return html;
    };
    for (const path of ['atlas/', 'advisor/', 'lab/', 'metrics/r2/']) {
      const [note] = /Not computed yet: [^<]*/.exec(await read(path)) ?? [];
      expect(note, path).toMatch(/\(my_dgp\).*\(my_geometry\)/);
    }
    const choices = [...(await read('lab/')).matchAll(/<option value="(my_\w+)"/g)].map(([, id]) => id);
    expect(choices).toEqual(['my_dgp', 'my_geometry']);
    expect(JSON.parse(await read('lab/cells/my_dgp-my_geometry.json'))).toEqual([]);
    expect((await read('tracks/my-track/')).includes('On title of my-track')).toBe(true);
  });
});
