import { expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { citeResult, toBibtex, toCslJson, toLatexRow, toRis } from './citation.ts';

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

it('writes RIS line by line, whatever an author is called', () => {
  const ris = toRis({ ...citation, authors: ['A. Author', 'Evil\nER  - '] });
  const tags = ris
    .trimEnd()
    .split('\n')
    .map((line) => /^([A-Z][A-Z0-9]) {2}- /.exec(`${line} `)?.[1]);
  expect(tags).toEqual(['TY', 'ID', 'AU', 'AU', 'TI', 'PY', 'DA', 'PB', 'UR', 'N1', 'ER']);
  expect(ris).toContain('DA  - 2026/11/20\n');
  expect(toRis({ ...citation, date: null })).not.toMatch(/^(PY|DA)/m);
});

it('writes a LaTeX row with as many cells as its comment names, and dashes for what is missing', () => {
  const figures = { method: 'R&D_1', mean: 0.9134, lower: -0.01, upper: 0.95, twin: null, floor: 0.1, ceiling: 1 };
  const [head, row, link] = toLatexRow(figures, 'https://example.org/r/abc/').split('\n');
  expect(row).toBe('R\\&D\\_1 & $0.913$ & $[-0.010, 0.950]$ & -- & $0.100$ & $1.000$ \\\\');
  expect(head!.split(' & ')).toHaveLength(6);
  expect(link).toBe('% https://example.org/r/abc/');
});
