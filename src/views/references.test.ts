import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { METRICS } from '../metrics/catalogue.ts';
import { describeReference, referenceToBibtex, selectReferences, type References } from './references.ts';

const references = JSON.parse(readFileSync('content/references.json', 'utf8')) as References;

it('has every paper that a metric names, and no other', () => {
  const used = new Set(Object.values(METRICS).flatMap(({ sources }) => sources));
  expect([...used].toSorted()).toEqual(Object.keys(references).toSorted());
});

it('refuses a key that names no paper', () => {
  expect(() => selectReferences(references, ['nobody1900'])).toThrow(/nobody1900/);
});

it('writes an entry that BibTeX reads', () => {
  const [{ key, reference }] = selectReferences(references, ['lundborg2024']) as [{ key: string; reference: References[string] }];
  const text = referenceToBibtex(key, reference);
  expect(text).toMatch(/^@article\{lundborg2024,\n {2}author = \{Lundborg, Anton Rask and Kim, Ilmun/);
  expect(text).toContain('  journal = {The Annals of Statistics},\n  volume = {52},\n  year = {2024},\n}');
  expect([...text].filter((character) => character === '{').length).toBe(
    [...text].filter((character) => character === '}').length,
  );
});

it('names the authors by their family names', () => {
  expect(describeReference(references['kumar2018']!).before).toBe('Kumar, Sattigeri and Balakrishnan');
});
