import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** One row of the table of promises. */
interface Promised {
  readonly promise: string;
  readonly enforced: readonly string[];
  readonly tested: readonly string[];
  readonly uncovered: string;
}

const HEADER = ['promise', 'enforced by', 'tested by', 'not covered'];
const filesIn = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, path]) => path!);

/** Cells of a row of a Markdown table. */
const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** The rows between the mark and the next heading. @throws Error where there is no such table */
function readPromises(text: string): Promised[] {
  const [, after] = text.split('<!-- promises -->');
  if (after === undefined) throw new Error('SECURITY.md has no table of promises');
  const lines = after
    .split('\n###')[0]!
    .split('\n')
    .filter((line) => line.startsWith('|'));
  const [header, , ...rows] = lines.map(cellsOf);
  expect(header).toEqual(HEADER);
  return rows.map((cells) => {
    expect(cells, cells.join(' | ')).toHaveLength(HEADER.length);
    const [promise, enforced, tested, uncovered] = cells as [string, string, string, string];
    return { promise, enforced: filesIn(enforced), tested: filesIn(tested), uncovered };
  });
}

const TEXT = readFileSync('SECURITY.md', 'utf8');
const isTest = (path: string) => /\.(test|spec)\.ts$/.test(path);

/** What is wrong with a row. */
function faultsOf({ enforced, tested }: Promised): string[] {
  return [
    ...(enforced.length === 0 ? ['names nothing that enforces it'] : []),
    ...(tested.length === 0 ? ['names no test'] : []),
    ...enforced.filter(isTest).map((path) => `${path} is a test, and enforces nothing`),
    ...tested.filter((path) => !isTest(path)).map((path) => `${path} is no test`),
    ...[...enforced, ...tested].filter((path) => !existsSync(path)).map((path) => `${path} is not there`),
  ];
}

describe('SECURITY.md', () => {
  const promises = readPromises(TEXT);

  it('promises something', () => expect(promises.length).toBeGreaterThan(15));

  it.each(promises)('$promise', (promised) => expect(faultsOf(promised)).toEqual([]));

  it('says what is not covered of most of it', () => {
    expect(promises.filter(({ uncovered }) => uncovered !== '').length).toBeGreaterThan(promises.length / 2);
  });

  it('names no other file that is not there', () => {
    const paths = filesIn(TEXT).filter((text) => /^(src|scripts|tests|content|\.github)\/[\w./-]+\.\w+$/.test(text));
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  it.each([
    ['| p | none | `tests/policy/security.test.ts` | |', 'names nothing that enforces it'],
    ['| p | `SECURITY.md` | people | |', 'names no test'],
    ['| p | `src/none.ts` | `tests/policy/security.test.ts` | |', 'src/none.ts is not there'],
    ['| p | `tests/policy/security.test.ts` | `tests/policy/security.test.ts` | |', 'enforces nothing'],
    ['| p | `SECURITY.md` | `SECURITY.md` | |', 'SECURITY.md is no test'],
  ])('would be refused with the row %s', (row, fault) => {
    const [promised] = readPromises(`<!-- promises -->\n\n| ${HEADER.join(' | ')} |\n|---|---|---|---|\n${row}\n`);
    expect(faultsOf(promised!).join()).toContain(fault);
  });
});
