import { expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { createValidator } from '../registry/validator.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { createBoard } from './board.ts';
import { results, resultsPage } from './documents/results.ts';
import { findSuccessors } from './entry.ts';
import { orderByPublication, paginate } from './publication.ts';
import { indexRows, listResults, listResultsPage } from './results-document.ts';

const old = createEntry({ slug: 'good', main: [0.5, 0.5, 0.5] });
const entries = [
  old,
  createEntry({ slug: 'good', main: [0.9, 0.9, 0.9], twin: [0.5], supersedes: old.record.result_digest }),
  createEntry({ slug: 'floor', baseline: 'permuted', main: [0.1, 0.1, 0.1] }),
];
const boards = [createBoard(findTrack('linear-ica'), entries)];
const address = (path: string) => `https://example.org/${path}`;
const source = { rows: indexRows(boards), successors: findSuccessors(entries), address };
const pages = paginate(orderByPublication(entries, { added: new Map(), commits: new Map() }), 2);
const documents = pages.map((page, i) => listResultsPage(page, i + 1, pages.length, source));

it('lists every result once, with its address, rank and scores', () => {
  const listed = documents.flatMap((document) => document.results);
  expect(listed.map(({ result_digest }) => result_digest).toSorted()).toEqual(
    entries.map(({ record }) => record.result_digest).toSorted(),
  );
  const [first, good, floor] = entries.map(({ record }) => listed.find((one) => one.result_digest === record.result_digest)!);
  expect(first).toMatchObject({ superseded_by: entries[1]!.record.result_digest, board: null });
  expect(good).toMatchObject({
    page: `https://example.org/r/${entries[1]!.record.result_digest.slice(0, 12)}/`,
    track: 'linear-ica',
    board: { rank: { best: 1, worst: 1 }, main: { mean: expect.closeTo(0.9) as number, instances: 3 }, twin: { mean: 0.5 } },
  });
  expect(floor!.board).toMatchObject({ rank: null, reference: 'permuted', twin: null });
});

it('leads from page to page, and from the index to each', () => {
  const index = listResults(pages, boards, address);
  expect(index.results).toBe(3);
  expect(index.pages.slice(1).map((page) => page.address)).toEqual(documents.slice(0, -1).map(({ next }) => next));
  expect(documents.at(-1)!.next).toBeNull();
  expect(index.boards[0]).toMatchObject({
    track: 'linear-ica',
    rows: 2,
    address: 'https://example.org/api/v1/boards/linear-ica.json',
  });
});

it('obeys the schemas that the site serves', () => {
  const page = createValidator(resultsPage.schema);
  for (const document of documents) page.check(JSON.parse(JSON.stringify(document)), 'page');
  createValidator(results.schema).check(JSON.parse(JSON.stringify(listResults(pages, boards, address))), 'index');
  expect(() => page.check({ ...documents[0], pages: 0 }, 'page')).toThrow('pages');
});
