import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../core/input-error.ts';
import { linearIca } from '../suite/tracks/linear-ica/index.ts';
import { decodeText } from './decode-text.ts';
import { duplicateKeyFaults } from './duplicate-keys.ts';
import { sha256Hex } from './digest.ts';
import { parseManifest } from './manifest.ts';
import { exampleManifest } from './submission-scaffold.ts';

const EXAMPLE = exampleManifest('my-method', linearIca);
const TEXT = JSON.stringify(EXAMPLE, null, 2);
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => new Uint8Array(Uint16Array.from(text, (unit) => unit.charCodeAt(0)).buffer);
const parse = (bytes: Uint8Array) => parseManifest(bytes, 's.json', []);

describe('encodings', () => {
  test('UTF-8 passes with and without a byte order mark; the digest is of the bytes as they are', () => {
    const marked = utf8(`\ufeff${TEXT}`);
    expect(parse(marked)).toMatchObject({ submission: EXAMPLE, marked: true, manifestSha256: sha256Hex(marked) });
    expect(parse(utf8(TEXT))).toMatchObject({ submission: EXAMPLE, marked: false });
  });

  test.each([
    ['with a mark', utf16(`\ufeff${TEXT}`), 'UTF-16'],
    ['without a mark', utf16(TEXT), 'UTF-16'],
    ['with the other order of bytes', utf16(`\ufeff${TEXT}`).map((_, i, all) => all[i ^ 1]!), 'UTF-16'],
    ['UTF-32', new Uint8Array(Uint32Array.from(`\ufeff${TEXT}`, (unit) => unit.charCodeAt(0)).buffer), 'UTF-32'],
  ])('UTF-16 and UTF-32 are named: %s', (_name, bytes, encoding) => {
    expect(() => parse(bytes)).toThrow(`s.json: is ${encoding}, not UTF-8; save it as UTF-8`);
  });

  test('a byte that is no UTF-8 is named with its line', () => {
    const bytes = utf8(TEXT);
    const at = TEXT.indexOf('my-method');
    bytes[at] = 0xff;
    const line = TEXT.slice(0, at).split('\n').length;
    expect(() => parse(bytes)).toThrow(`s.json: is no UTF-8 at byte ${at + 1}, in line ${line}; save it as UTF-8`);
    expect(() => decodeText(utf8('é').subarray(0, 1), 's.json')).toThrow('at its end, in the middle of a character');
  });

  test('any text that is well formed comes back, any bytes are decoded or refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        if (text.includes('\0') || text.startsWith('\ufeff')) return;
        expect(decodeText(utf8(text), 'x').text).toBe(text);
      }),
      { seed: 1 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        try {
          decodeText(bytes, 'x');
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 1000, seed: 2 },
    );
  });
});

describe('keys that stand twice', () => {
  test.each([
    ['"owner": {"github_id": 7, "github_id": 8, "login": "a"}', '/owner/github_id'],
    ['"supervision": "none", "supervision": "labels"', '/supervision'],
    ['"x": {"main": {}, "m\\u0061in": {}}', '/x/main'],
    ['"x": [{}, {"a": 1, "a": 1}]', '/x/1/a'],
    ['"": 1, "": 2', '/'],
    ['"__proto__": 1, "__proto__": 2', '/__proto__'],
  ])('%s', (inner, pointer) => {
    expect(duplicateKeyFaults(`{\n${inner}}`, 's.json')).toEqual([
      { path: `s.json#${pointer}`, rule: 'stands a second time in line 2', fix: 'keep one of them' },
    ]);
  });

  test('are a fault of the manifest, before the schema looks at the last of them', () => {
    const text = TEXT.replace('"supervision"', '"supervision": "labels",\n  "supervision"');
    expect(() => parse(utf8(text))).toThrow(/^s\.json#\/supervision: stands a second time in line \d+; keep one of them$/);
  });

  test('no document without them is blamed, every document with one is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 2), (value, indent) => {
        expect(duplicateKeyFaults(JSON.stringify(value, null, indent), 'x')).toEqual([]);
      }),
      { numRuns: 500, seed: 4 },
    );
    fc.assert(
      fc.property(fc.string(), fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (key, first, second) => {
        const name = JSON.stringify(key);
        const text = `[1, {${name}: ${JSON.stringify(first)}, "${'x'.repeat(50)}": [], ${name}: ${JSON.stringify(second)}}]`;
        expect(duplicateKeyFaults(text, 'x')).toHaveLength(1);
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  test('nesting without end is read without recursion', () => {
    const depth = 100_000;
    expect(duplicateKeyFaults(`${'['.repeat(depth)}${']'.repeat(depth)}`, 'x')).toEqual([]);
  });
});

test('digests in capitals are read as the registry writes them, structures included', () => {
  const capital = 'AB'.repeat(32);
  const model = { file: 'a.onnx', sha256: capital, graph: { file: 'g.npy', sha256: capital } };
  const document = {
    ...EXAMPLE,
    tracks: [{ track: 'interventions', kind: 'encoder', models: { main: { '0': { '0': model } } } }],
  };
  const lower = capital.toLowerCase();
  expect(parse(utf8(JSON.stringify(document))).submission.tracks[0]!.models.main['0']!['0']).toEqual({
    file: 'a.onnx',
    sha256: lower,
    graph: { file: 'g.npy', sha256: lower },
  });
});
