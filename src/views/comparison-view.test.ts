import { expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { viewComparison, type ComparisonRequest } from './comparison-view.ts';

const WORDS: ComparisonRequest['words'] = {
  metrics: { r2: { title: 'R²', part: 'score' }, mcc_pearson: { title: 'MCC', part: 'coverage' } },
  tracks: { 'linear-ica': { title: 'Linear ICA', metric: 'mcc_pearson', part: 'coverage' } },
};

function view(tracks: readonly string[], metric: string | null = null) {
  const results = tracks.map((track, i) => {
    const { record } = createEntry({ slug: `s${i}`, track, main: [0.9, 0.8, 0.7 - 0.1 * i] });
    return { id: record.result_digest.slice(0, 12), name: `s${i}`, measured: record.measured };
  });
  return viewComparison({ results, words: WORDS, metric });
}

const selected = ({ paired }: ReturnType<typeof view>) =>
  paired!.options.filter(({ attributes }) => attributes['selected'] !== undefined).map(({ attributes }) => attributes['value']);

it('pairs by the metric that ranks the track, or by the one that is chosen', () => {
  expect(selected(view(['linear-ica', 'linear-ica']))).toEqual(['mcc_pearson']);
  expect(selected(view(['linear-ica', 'linear-ica'], 'r2'))).toEqual(['r2']);
});

it('pairs neither one result nor results of several tracks', () => {
  expect(view(['linear-ica']).paired).toBeNull();
  expect(view(['linear-ica', 'contrastive-box']).paired).toBeNull();
});
