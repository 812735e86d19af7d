import { gzipSync } from 'node:zlib';
import MiniSearch from 'minisearch';
import { describe, expect, it } from 'vitest';
import { syntheticSubmission } from '../../scripts/synthetic/submission.ts';
import { planMethods } from '../../scripts/synthetic/plan.ts';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { collectDocuments, createSearchIndex, plainText } from './search-index.ts';
import { INDEX_OPTIONS } from './search-options.ts';
import { searchIndex } from './search-query.ts';

const notes = {
  metrics: [{ id: 'mcc_pearson', summary: 'Matches codes to factors.', body: 'It misses [bent](../x/) relations.' }],
  tracks: [],
  docs: [{ id: 'submit', title: 'Submit an encoder', summary: 'From data to a record.', body: 'Export to ONNX.' }],
};
const submission = createEntry({ slug: 'fast', main: [0.5] }).submission;
const documents = collectDocuments(notes, [submission, { ...submission, version: '2', title: 'Newest title' }]);

function find(query: string): string[] {
  const index = MiniSearch.loadJSON(createSearchIndex(documents), INDEX_OPTIONS);
  return searchIndex(index, query).hits.map(({ id }) => id);
}

describe('the search index', () => {
  it('finds metrics, tracks, methods and documentation', () => {
    expect(find('mcc_pearson')[0]).toBe('metrics/mcc_pearson/');
    expect(find('linear independent component')[0]).toBe('tracks/linear-ica/');
    expect(find('newest')[0]).toBe('s/fast/');
    expect(find('onnx')).toContain('docs/submit/');
  });

  it('finds words that are begun, misspelt, or stand in the prose alone', () => {
    expect(find('newe')[0]).toBe('s/fast/');
    expect(find('pearsson')).toContain('metrics/mcc_pearson/');
    expect(find('bent')).toContain('metrics/mcc_pearson/');
    expect(find('qqqqqq')).toEqual([]);
  });

  it('has each method once, in its newest version', () => {
    expect(documents.filter(({ kind }) => kind === 'method').map(({ title }) => title)).toEqual(['Newest title']);
  });

  it('stays under a megabyte on the wire for ten thousand results', () => {
    const many = planMethods(10_000).map((method) => syntheticSubmission({ ...method, tracks: method.tracks.slice(0, 1) }, 1));
    expect(gzipSync(createSearchIndex(collectDocuments(notes, many))).length).toBeLessThan(1_000_000);
  });
});

it('plain text is what a reader would read', () => {
  const mdx = 'import X from "y"\n\n# Title\n\n<Formula tex="\\alpha" /> A *word*, `code` and a [link](https://example.org).';
  expect(plainText(mdx)).toBe('Title A word , code and a link .');
});
