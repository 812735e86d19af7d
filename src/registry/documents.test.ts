import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exampleManifest } from './submission-scaffold.ts';
import { linearIca } from '../suite/tracks/linear-ica/index.ts';
import { InputError } from '../core/input-error.ts';
import { submissionDocument } from './documents.ts';
import { submissionFaults } from './submission-faults.ts';

const SCAFFOLD = exampleManifest('fast-ica', linearIca);
const PAPER = { title: 'A paper', url: 'https://example.org/paper', year: 2026 };
const EXAMPLE = { ...SCAFFOLD, method: { ...SCAFFOLD.method, paper: PAPER } };
const TEXT = JSON.stringify(EXAMPLE);

type Json = Record<string, unknown>;

function withField(path: string, value: unknown): unknown {
  const copy = JSON.parse(TEXT) as Json;
  const keys = path.split('/');
  const holder = keys.slice(0, -1).reduce((object, key) => object[key] as Json, copy);
  holder[keys.at(-1)!] = value;
  return copy;
}

function faultsOf(document: unknown): readonly string[] {
  try {
    submissionDocument.check(document, 'submission.json');
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.faults.map(({ path, rule }) => `${path}: ${rule}`);
    throw error;
  }
}

test('the scaffold obeys the schema, with a paper and without', () => {
  for (const document of [SCAFFOLD, EXAMPLE]) expect(faultsOf(document)).toEqual([]);
});

test.each([
  ['slug', 'Fast-ICA'],
  ['slug', 'fast--ica'],
  ['slug', '../fast-ica'],
  ['slug', `a${'b'.repeat(40)}`],
  ['version', '1.0.0-beta'],
  ['version', '../1'],
  ['title', ''],
  ['title', ' padded'],
  ['title', 'a'.repeat(81)],
  ['title', 'line\nbreak'],
  ['title', 'right-to-left \u202e override'],
  ['title', 'zero\u200bwidth'],
  ['title', 'byte order mark \ufeff'],
  ['title', 'lone surrogate \ud800'],
  ['title', 'tag \u{e0041}'],
  ['title', 'filler \u3164'],
  ['summary', 'soft\u00adhyphen'],
  ['summary', 'a'.repeat(1_000_000)],
  ['authors', []],
  ['authors', [1]],
  ['owner/github_id', -1],
  ['owner/github_id', '7'],
  ['owner/login', 'a/../b'],
  ['method/paper/url', 'http://example.org/'],
  ['method/paper/url', 'javascript:alert(1)'],
  ['method/paper/url', 'https://user@example.org/'],
  ['method/paper/url', 'https://example.org/"onmouseover="x'],
  ['method/paper/url', 'https://localhost/'],
  ['supervision', 'some'],
  ['licence', 'proprietary'],
  ['recipe/text', 'bell \u0007'],
  ['baseline', 'oracle'],
  ['selection', { of: 1, by: 'training loss' }],
  ['selection', { of: 20 }],
  ['tracks', []],
  ['tracks/0/kind', 'weights'],
  ['tracks/0/models', {}],
  ['tracks/0/models/main', {}],
  ['tracks/0/models/main/00', { '0': { file: 'a.onnx', sha256: '0'.repeat(64) } }],
  ['tracks/0/models/main/0/0/file', '../a.onnx'],
  ['tracks/0/models/main/0/0/file', '/a.onnx'],
  ['tracks/0/models/main/0/0/file', 'a/b/c.onnx'],
  ['tracks/0/models/main/0/0/file', '.hidden.onnx'],
  ['tracks/0/models/main/0/0/file', 'a\\b.onnx'],
  ['tracks/0/models/main/0/0/file', 'a.pickle'],
  ['tracks/0/models/main/0/0/sha256', 'g'.repeat(64)],
  ['authors', Array.from({ length: 101 }, (_, i) => `Author ${i}`)],
  ['owner/login', '-leading'],
  ['title', '\u2800\u2800'],
  ['title', '\u0301\u0302'],
  ['title', 'not a character \uffff'],
  ['summary', 'not a character \ufffe'],
  ['tracks/0/models/main/0/0', { sha256: '0'.repeat(64) }],
  ['tracks/0/models/main/0/0', { file: 'a.onnx', url: 'https://example.org/a', sha256: '0'.repeat(64) }],
  ['tracks/0/models/main/0/0', { url: 'http://example.org/a.onnx', sha256: '0'.repeat(64) }],
  ['tracks/0/models/main/0/0', { url: 'https://127.0.0.1/a.onnx', sha256: '0'.repeat(64) }],
  ['tracks/0/models/main/0/0', { url: 'file:///etc/passwd', sha256: '0'.repeat(64) }],
  ['extra', true],
  ['$schema', 'http://example.org/submission.json'],
  ['$schema', 'file:///etc/passwd'],
  ['$schema', '//example.org/submission.json'],
  ['$schema', 'javascript:alert(1)'],
  ['$schema', 'a b'],
  ['$schema', ''],
  ['$schema', `https://example.org/${'a'.repeat(300)}`],
  ['$schema', 7],
  ['__proto__x', {}],
])('%s = %j is refused', (path, value) => {
  const faults = faultsOf(withField(path, value));
  expect(faults).not.toEqual([]);
  // One line each, printable, and short whatever the value.
  for (const fault of faults) expect(fault).toMatch(/^[ -~]{1,300}$/);
});

test.each([
  ['$schema', 'https://example.org/api/v1/schemas/submission.json'],
  ['$schema', '../../../content/api/v1/schemas/submission.json'],
  ['$schema', '/api/v1/schemas/submission.json'],
  ['title', 'Contrastive Łódź, 因果 and é'],
  ['recipe/text', 'line\nbreak'],
  ['recipe/text', 'Windows\r\nbreaks\r\n\tand tabs'],
  ['authors', Array.from({ length: 100 }, (_, i) => `Author ${i}`)],
  ['authors', ['علی\u200cرضا محمدی', 'ශ්\u200dරී ලංකා']],
  ['title', '🦉 owl 👩\u200d🔬 ❤\ufe0f'],
  ['owner/login', 'old-user-'],
  ['owner/login', 'double--hyphen'],
  ['tracks/0/models/main/0/0/sha256', 'A'.repeat(64)],
  ['selection', { of: 20, by: 'training loss' }],
  ['method/paper/url', 'https://arxiv.org/abs/2602.24278?a=b&c=(d)#e'],
  ['tracks/0/models/main/0/0/file', 'models/a-1_b.c.onnx'],
  ['tracks/0/models/main/0/0', { url: 'https://example.org/a.onnx', sha256: '0'.repeat(64) }],
])('%s = %j is accepted', (path, value) => {
  expect(faultsOf(withField(path, value))).toEqual([]);
});

test('a fault names the field, the rule and what is expected', () => {
  expect(() => submissionDocument.parse('{"schema": "custodes/submission/1"', 's.json')).toThrow(/^s\.json: is not JSON/);
  expect(() => submissionDocument.check(withField('licence', 'mine'), 's.json')).toThrow(
    's.json#/licence: is none of the allowed values; use one of 0BSD',
  );
  const { slug: _slug, ...rest } = EXAMPLE;
  expect(() => submissionDocument.check(rest, 's.json')).toThrow('s.json#: lacks "slug"; add it');
});

/** Every place of a JSON document, as a path of keys. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (value === null || typeof value !== 'object') return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => places(child, [...path, key]))];
}

function replaceAt(value: unknown, path: readonly string[], replacement: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  const copy: Json | unknown[] = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as Json) };
  (copy as Json)[key] = replaceAt((value as Json)[key], rest, replacement);
  return copy;
}

test('no mutation of a manifest throws anything but InputError, and no survivor breaks the audit', () => {
  const mutation = fc.tuple(fc.constantFrom(...places(EXAMPLE)), fc.jsonValue({ maxDepth: 3 }));
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
      let document: unknown = EXAMPLE;
      for (const [path, value] of mutations) {
        if (places(document).some((place) => place.join('/') === path.join('/'))) document = replaceAt(document, path, value);
      }
      try {
        const submission = submissionDocument.check(document, 'submission.json');
        submissionFaults(submission, { folder: 'submissions/fast-ica/1', files: new Map() });
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }),
    { numRuns: 300, seed: 1 },
  );
});

test('no mutation of the text throws anything but InputError', () => {
  fc.assert(
    fc.property(fc.nat(TEXT.length - 1), fc.nat(20), fc.string({ unit: 'binary', maxLength: 8 }), (start, removed, inserted) => {
      try {
        submissionDocument.parse(TEXT.slice(0, start) + inserted + TEXT.slice(start + removed), 'submission.json');
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }),
    { numRuns: 200, seed: 2 },
  );
});
