import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { describe, expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { collectDocuments, createSearchIndex } from './search-index.ts';
import { INDEX_OPTIONS } from './search-options.ts';
import { digestOf, searchIndex, wordsOf } from './search-query.ts';
import { listSearchResults } from './search-results.ts';

const notes = {
  metrics: [
    { id: 'mcc_pearson', summary: 'Matches codes to factors.', body: 'By chance it grows with the number of codes.' },
    { id: 'r2', summary: 'Predicts factors from codes.', body: 'Linear maps are forgiven.' },
  ],
  tracks: [],
  docs: [
    {
      id: 'submit',
      title: 'Submit an encoder',
      summary: 'From data to a record.',
      body: 'Clone the repository. Export to ONNX.',
    },
    { id: 'reproduce', title: 'Reproduce a result', summary: 'Check any number.', body: 'Press the button.' },
  ],
};
const entry = createEntry({ slug: 'fast', main: [0.5] });
const index = MiniSearch.loadJSON(createSearchIndex(collectDocuments(notes, [entry.submission])), INDEX_OPTIONS);
const find = (text: string) => searchIndex(index, text).hits.map(({ id }) => id);

describe('a search', () => {
  it.each([
    ['is MCC biased?', 'metrics/mcc_pearson/'],
    ['How do I upload my model?', 'docs/submit/'],
    ['which metric can I trust', 'advisor/'],
    ['replicate', 'docs/reproduce/'],
    ['R²', 'metrics/r2/'],
    ['r2', 'metrics/r2/'],
    ['side by side', 'compare/'],
    ['where is the github repository', 'docs/submit/'],
    ['news', 'changes/'],
    ['validity of metrics', 'atlas/'],
  ])('for “%s” finds %s', (text, page) => expect(find(text)).toContain(page));

  it('has pages with some of the words where none has all', () => {
    const { hits, complete } = searchIndex(index, 'spearman qqqqqq');
    expect(complete).toBe(false);
    expect(hits.map(({ id }) => id)).toContain('metrics/mcc_spearman/');
    expect(searchIndex(index, 'qqqqqq')).toEqual({ hits: [], complete: true });
  });

  it('takes any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void searchIndex(index, text)));
  });
});

it('stop words count where there is nothing else', () => {
  expect(wordsOf('What is the MCC?')).toEqual(['mcc']);
  expect(wordsOf('how do you do')).toEqual(['how', 'do', 'you']);
  expect(wordsOf(' ?! ')).toEqual([]);
});

it('reads digests, whole, begun, and in addresses', () => {
  const hex = fc.stringMatching(/^[0-9a-f]{12}$/);
  fc.assert(
    fc.property(hex, fc.integer({ min: 4, max: 12 }), (digits, length) => {
      expect(digestOf(` ${digits.slice(0, length).toUpperCase()} `)).toBe(digits.slice(0, length));
      expect(digestOf(`https://example.org/custodes/r/${digits}/`)).toBe(digits);
      expect(digestOf(digits + '0'.repeat(52))).toBe(digits);
    }),
  );
  for (const text of ['', 'mcc', 'abc', 'linear-ica', 'c841ab14bd76 mcc']) expect(digestOf(text)).toBeNull();
});

it('lists every result with its method and track', () => {
  const [[digits, title, track] = []] = listSearchResults([entry], (path) => path).results;
  expect(entry.record.result_digest.startsWith(digits!)).toBe(true);
  expect(title).toBe(entry.submission.title);
  expect(track).toBeTruthy();
});
