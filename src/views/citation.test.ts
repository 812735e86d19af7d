import { expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { citeResult, toBibtex, toCslJson } from './citation.ts';

const entry = createEntry({ slug: 'fast', main: [1, 1, 1] });
const citation = citeResult(entry, findTrack('linear-ica'), 'https://example.org/r/abc/', '2026-11-20');

it('names the result digest, so that a citation pins the numbers', () => {
  expect(toBibtex(citation)).toContain(entry.record.result_digest);
  expect(toCslJson(citation)).toContain(entry.record.result_digest);
});

it('writes BibTeX with the year of the commit, and none where it is unknown', () => {
  expect(toBibtex(citation)).toContain('  year = {2026},');
  expect(toBibtex({ ...citation, date: null })).not.toContain('year');
});

it('escapes what TeX would read as a command', () => {
  const bibtex = toBibtex({ ...citation, title: '50% of {R_2} & \\input{x}' });
  expect(bibtex).toContain('title = {{50\\% of \\{R\\_2\\} \\& \\textbackslash{}input\\{x\\}}}');
});

it('writes CSL-JSON that parses, with the date in parts', () => {
  expect(JSON.parse(toCslJson(citation))).toMatchObject([
    { type: 'dataset', author: [{ literal: 'A. Author' }], issued: { 'date-parts': [[2026, 11, 20]] } },
  ]);
});
