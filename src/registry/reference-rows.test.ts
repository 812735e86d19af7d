import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { linearIca } from '../suite/tracks/linear-ica/index.ts';
import { sha256Hex } from './digest.ts';
import { parseManifest } from './manifest.ts';
import { findRole, parseReferenceRows, type ReferenceRow } from './reference-rows.ts';
import { exampleManifest } from './submission-scaffold.ts';

const FILE = 'content/reference-rows.json';
const ROWS = parseReferenceRows(readFileSync(FILE, 'utf8'), FILE);
const bytesOf = (document: unknown) => new TextEncoder().encode(JSON.stringify(document));
const CLAIM = { ...exampleManifest('my-method', linearIca), baseline: 'untrained' };

describe('the registry’s list', () => {
  test('names exactly the frozen manifests that carry a role, each by its bytes', () => {
    const claimed = globSync('submissions/*/*/submission.json').flatMap((path) => {
      const bytes = readFileSync(path);
      const { slug, version, baseline } = JSON.parse(bytes.toString()) as { slug: string; version: string; baseline?: string };
      return baseline === undefined ? [] : [{ slug, version, role: baseline, manifest_sha256: sha256Hex(bytes) }];
    });
    const named = ROWS.filter(({ manifest_sha256 }) => claimed.some((row) => row.manifest_sha256 === manifest_sha256));
    const inOrder = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).toSorted();
    expect(claimed.length).toBeGreaterThan(0);
    expect(inOrder(named)).toEqual(inOrder(claimed));
  });

  test('names manifests that lie here, and each of the registry’s own', () => {
    for (const { slug, version, role, manifest_sha256 } of ROWS) {
      const path = `submissions/${slug}/${version}/submission.json`;
      const manifest = parseManifest(readFileSync(path), path, ROWS);
      expect(manifest).toMatchObject({ role, manifestSha256: manifest_sha256, submission: { owner: { github_id: 0 } } });
      expect(manifest.submission).not.toHaveProperty('baseline');
    }
  });

  test('names no version twice', () => {
    const [row] = ROWS;
    const text = JSON.stringify({ schema: 'custodes/reference-rows/1', rows: [row, row] });
    expect(() => parseReferenceRows(text, 'rows.json')).toThrow(`names ${row!.slug}/${row!.version} twice`);
  });
});

describe('a manifest that claims a role', () => {
  const refusal = 'my-method.json#/baseline: claims to be a reference row; leave the field out';

  test.each(['permuted', 'untrained', 'linear', 'supervised', 'oracle', 'anything', null, 1, {}])(
    'as %j is refused',
    (baseline) => {
      expect(() => parseManifest(bytesOf({ ...CLAIM, baseline }), 'my-method.json', ROWS)).toThrow(refusal);
    },
  );

  test('is refused although the list has its slug and version: what counts is its bytes', () => {
    const row: ReferenceRow = { slug: 'my-method', version: '1', role: 'untrained', manifest_sha256: 'a'.repeat(64) };
    expect(() => parseManifest(bytesOf(CLAIM), 'my-method.json', [row])).toThrow(refusal);
    const frozen = { ...row, manifest_sha256: sha256Hex(bytesOf(CLAIM)) };
    expect(parseManifest(bytesOf(CLAIM), 'my-method.json', [frozen]).role).toBe('untrained');
    expect(() => parseManifest(bytesOf(CLAIM), 'my-method.json', [{ ...frozen, role: 'oracle' }])).toThrow(refusal);
  });

  test('is refused as a copy of a frozen one under another name', () => {
    const path = `submissions/oracle/1/submission.json`;
    const copy = { ...(JSON.parse(readFileSync(path, 'utf8')) as object), slug: 'my-oracle' };
    expect(() => parseManifest(bytesOf(copy), path, ROWS)).toThrow('claims to be a reference row');
  });
});

test('a new reference row needs no field: the list alone gives it its role', () => {
  const { baseline: _, ...plain } = CLAIM;
  const manifest = parseManifest(bytesOf(plain), 'my-method.json', []);
  expect(manifest.role).toBeNull();
  const row = { slug: 'my-method', version: '1', role: 'linear', manifest_sha256: manifest.manifestSha256 } as const;
  expect(parseManifest(bytesOf(plain), 'my-method.json', [row]).role).toBe('linear');
  expect(findRole([row], { slug: 'my-method', version: '2' }, manifest.manifestSha256)).toBeNull();
});
