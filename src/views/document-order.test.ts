import fc from 'fast-check';
import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { arrangeDocuments, neighboursOf } from './document-order.ts';

const ids = globSync('content/docs/*.mdx').map((path) => basename(path, '.mdx'));
const pages = ids.map((id) => ({ id }));

it('keeps every document once, also one that no part names', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.oneof(fc.constantFrom(...ids), fc.stringMatching(/^[a-z]{1,8}$/))), (chosen) => {
      const arranged = arrangeDocuments(chosen.map((id) => ({ id }))).flatMap((part) => part.pages.map(({ id }) => id));
      expect(arranged.toSorted()).toEqual(chosen.toSorted());
    }),
  );
});

it('teaches what the numbers mean first', () => {
  expect(arrangeDocuments(pages)[0]!.pages[0]!.id).toBe('methodology');
});

it('leads from each document to the next and back', () => {
  let at = arrangeDocuments(pages)[0]!.pages[0]!;
  expect(neighboursOf(pages, at.id).previous).toBeNull();
  const seen = [at.id];
  for (let { next } = neighboursOf(pages, at.id); next !== null; { next } = neighboursOf(pages, at.id)) {
    expect(neighboursOf(pages, next.id).previous).toBe(at);
    at = next;
    seen.push(at.id);
  }
  expect(seen.toSorted()).toEqual(ids.toSorted());
});
