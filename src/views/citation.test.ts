import { parse } from '@retorquere/bibtex-parser';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { texts } from '../../tests/support/texts.ts';
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
  expect(bibtex).toContain('title = {{50\\% of \\textbraceleft{}R\\_2\\textbraceright{} \\& \\textbackslash{}input');
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
  const twin = { count: 3, mean: 0.64, lower: 0.5, upper: 0.78 };
  expect(toLatexRow({ ...figures, twin }, '')).toContain(' & $0.640$ ($n = 3$, $[0.500, 0.780]$) & ');
  expect(link).toBe('% https://example.org/r/abc/');
});

it('lets no title or author put an entry of its own into a bibliography', () => {
  const title = 'x}}} @misc(evil,author="Evil, E.",title="Injected record",year=1999)';
  const { entries, errors } = parse(toBibtex({ ...citation, title, authors: ['A}} and {B', title] }));
  expect(errors).toEqual([]);
  expect(entries.map(({ key }) => key)).toEqual([citation.key]);
  expect(entries[0]!.fields.author).toHaveLength(2);
});

it('gives back every title and author in CSL-JSON', () => {
  fc.assert(
    fc.property(texts, texts, (title, author) => {
      expect(JSON.parse(toCslJson({ ...citation, title, authors: [author] }))).toMatchObject([
        { title, author: [{ literal: author }] },
      ]);
    }),
  );
});

it('begins a LaTeX row with no argument of the line break before it', () => {
  const figures = { mean: 1, lower: null, upper: null, twin: null, floor: 0, ceiling: 1 };
  for (const method of ['[9cm] M', '*M']) {
    const [, row] = toLatexRow({ method, ...figures }, 'https://example.org/').split('\n');
    expect(row).toMatch(/^\{[[*]\}/);
    expect(row!.split(' & ')).toHaveLength(6);
  }
});
