import { expect, test } from 'vitest';
import { formatAnnotation, lineOfPointer } from './annotations.ts';

const TEXT = JSON.stringify({ slug: 'a', owner: { login: 'b', github_id: 0 }, tracks: [{ track: 'x', kind: 'y' }] }, null, 2);
const lineOf = (part: string) => TEXT.split('\n').findIndex((line) => line.includes(part)) + 1;

test('a pointer leads to the line of its last key', () => {
  expect(lineOfPointer(TEXT, '/owner/github_id')).toBe(lineOf('github_id'));
  expect(lineOfPointer(TEXT, '/tracks/0/kind')).toBe(lineOf('kind'));
  expect(lineOfPointer(TEXT, '/owner/nothing')).toBe(lineOf('owner'));
  expect(lineOfPointer(TEXT, '/nothing')).toBe(1);
});

test('no text of a fault can end an annotation or begin another', () => {
  const fault = { path: 'a,b:c.json', rule: 'says 100%\n::error file=x::forged', fix: 'mend it' };
  const annotation = formatAnnotation(fault, () => null);
  expect(annotation).toBe('::error file=a%2Cb%3Ac.json,line=1::a,b:c.json: says 100%25%0A::error file=x::forged; mend it');
  expect(annotation.split('\n')).toHaveLength(1);
});
