import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/input-error.ts';
import type { Catalogue } from './catalogue.ts';
import { CATALOGUES } from './catalogues.ts';
import { compareLists, renderList, writeLists } from './write-lists.ts';

it.each(CATALOGUES)('$list is what its folders give', async (catalogue) => {
  const [state] = await compareLists(process.cwd(), [catalogue]);
  expect({ stale: state!.stale, list: readFileSync(catalogue.list, 'utf8') }).toEqual({ stale: false, list: state!.text });
});

describe('a list', () => {
  const CATALOGUE: Catalogue = {
    thing: 'thing',
    folder: 'things',
    list: 'things/list.ts',
    idProperty: 'id',
    render: (homes) =>
      homes.map(({ folder, exportName, id }) => `import { ${exportName} } from './${folder}/index.ts'; // ${id}`).join('\n'),
  };
  let root: string;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const home = (folder: string, id: string) =>
    write(
      `things/${folder}/index.ts`,
      `export const ${folder.replaceAll('-', '')} = { id: '${id}' };\nexport const helper = 1;\n`,
    );
  const list = () => readFileSync(join(root, CATALOGUE.list), 'utf8');
  const order = async () => [...(await renderList(root, CATALOGUE)).matchAll(/\/\/ (\S+)$/gm)].map(([, id]) => id);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'custodes-lists-'));
    write('package.json', '{ "type": "module" }');
    write('things/shared/tool.ts', 'export const tool = { id: "no home" };\n');
    home('ten', 'X10');
    home('two', 'X2');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('holds each folder with an index, by id, and is written once', async () => {
    expect(await order()).toEqual(['X2', 'X10']);
    expect(await writeLists(root, [CATALOGUE])).toEqual([CATALOGUE.list]);
    expect(await writeLists(root, [CATALOGUE])).toEqual([]);
  });

  it('keeps its order where it has one, and adds what is new at the end', async () => {
    write(CATALOGUE.list, "'./ten/index.ts'\n'./two/index.ts'\n");
    home('one', 'X1');
    home('word', 'a_word');
    expect(await order()).toEqual(['X10', 'X2', 'X1', 'a_word']);
  });

  it('is written from both sides of a merge, and drops what has no folder', async () => {
    home('left', 'left');
    home('right', 'right');
    write(
      CATALOGUE.list,
      "'./two/index.ts'\n<<<<<<< ours\n'./left/index.ts'\n=======\n'./gone/index.ts'\n'./right/index.ts'\n>>>>>>> theirs\n",
    );
    expect(await order()).toEqual(['X2', 'left', 'right', 'X10']);
    await writeLists(root, [CATALOGUE]);
    expect(list()).not.toMatch(/<<<|gone/);
  });

  it.each([
    ['no thing', 'export const nothing = 1;', 'exports 0 things with a property "id"'],
    ['two things', "export const a = { id: 'a' };\nexport const b = { id: 'b' };", 'exports 2 things with a property "id"'],
    ['the id of another', "export const same = { id: 'X2' };", 'has the id "X2" of things/two'],
  ])('refuses a folder with %s', async (_, text, rule) => {
    write('things/wrong/index.ts', `${text}\n`);
    const error: unknown = await renderList(root, CATALOGUE).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).faults).toMatchObject([{ path: 'things/wrong/index.ts', rule }]);
  });
});
