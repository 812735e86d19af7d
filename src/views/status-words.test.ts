import { expect, test } from 'vitest';
import { statusWords } from './status-words.ts';
import { createEntry } from '../../tests/views/record-fixture.ts';

const entry = createEntry({ slug: 'good', main: [0.9] });
const reported = createEntry({ slug: 'codes', main: [0.9], status: 'reported' });

test('the mark says what was done and whether anybody signed it', () => {
  expect(statusWords(entry)).toMatchObject({ label: 'recomputed by the maintainers, not attested', signed: false });
  expect(statusWords({ ...entry, attested: true })).toMatchObject({ label: 'recomputed, attested', signed: true });
  expect(statusWords({ ...entry, preview: true }).label).toBe('recomputed on this machine');
  expect(statusWords(reported).label).toBe('author’s codes, not attested');
});

test('only a signature is said to show where a record was made', () => {
  expect(statusWords(entry).meaning).toContain('No signature');
  expect(statusWords({ ...entry, attested: true }).meaning).not.toContain('No signature');
});
