import { expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { citeResult } from './citation.ts';
import { jsonBlock } from './encode/json-block.ts';
import { describeRegistry, describeResultData, describeTrack } from './structured-data.ts';

const address = (path: string) => `https://example.org/${path}`;
const track = findTrack('linear-ica');

it('cannot be ended from within', () => {
  const hostile = '</script><script>x=1</script><!--';
  const entry = createEntry({ slug: 'hostile', main: [0.5] });
  const submission = { ...entry.submission, title: hostile, authors: [hostile] };
  const citation = citeResult({ ...entry, submission }, track, 'https://example.org/r/0/', null);
  const text = jsonBlock(describeResultData(citation, hostile, track, address));
  expect(text).not.toContain('<');
  const data = JSON.parse(text) as { description: string; creator: { name: string }[] };
  expect(data.description).toBe(hostile);
  expect(data.creator[0]!.name).toBe(hostile);
});

it('names the source of a track’s theorem and where its rows are', () => {
  expect(describeTrack(track, 'A problem.', address)).toMatchObject({
    '@type': 'Dataset',
    url: 'https://example.org/tracks/linear-ica/',
    citation: { '@type': 'ScholarlyArticle', name: track.theorem.source.title },
    distribution: [{ contentUrl: 'https://example.org/api/v1/boards/linear-ica.json' }, {}],
  });
});

it('names the repository where it is known', () => {
  const [registry, code] = describeRegistry('All.', address, 'owner/name');
  expect(registry).toMatchObject({ '@type': 'Dataset', citation: { '@type': 'ScholarlyArticle' } });
  expect(code).toMatchObject({ '@type': 'SoftwareSourceCode', codeRepository: 'https://github.com/owner/name' });
  expect(describeRegistry('All.', address, undefined)[1]).not.toHaveProperty('codeRepository');
});
