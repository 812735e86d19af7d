import { expect, test } from 'vitest';
import { compareDocuments, formatMismatch } from './compare.ts';

test('equal documents have no mismatch, whatever the order of keys', () => {
  expect(compareDocuments({ a: [1, { b: null }], c: 'x' }, { c: 'x', a: [1, { b: null }] })).toEqual([]);
});

test('every differing leaf is named, bit for bit', () => {
  const expected = { a: [1, 2], b: { c: 0.1 + 0.2 }, d: null, e: 0 };
  const got = { a: [1, 3, 4], b: { c: 0.3 }, d: 0, e: -0 };
  expect(compareDocuments(expected, got).map(formatMismatch)).toEqual([
    '/a/1: expected 2, got 3',
    '/a/2: expected nothing, got 4',
    '/b/c: expected 0.30000000000000004, got 0.3',
    '/d: expected null, got 0',
    '/e: expected 0, got -0',
  ]);
});

test('a list is no object', () => {
  expect(compareDocuments([], {})).toHaveLength(1);
});
