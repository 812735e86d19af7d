import { expect, it } from 'vitest';
import type { AtlasDocument } from '../evaluation/atlas-document.ts';
import { joinAtlas } from '../evaluation/join-atlas.ts';
import { publishVolume } from './atlas-api.ts';

const volume = (digests: Readonly<Record<string, string>>): AtlasDocument => ({
  ...joinAtlas([])[0]!,
  cells: [{ table: 'base', dgp: 'D1', geometry: 'E1', n: 10, d: 2, m: 2, digests, results: [] }],
});

it('publishes one digest a cell, which changes with that of any metric', () => {
  const digestOf = (digests: Readonly<Record<string, string>>) => publishVolume(volume(digests)).cells[0]!.digest;
  expect(digestOf({ r2: 'ab', mig: 'cd' })).toMatch(/^[0-9a-f]{16}$/);
  expect(digestOf({ r2: 'ab', mig: 'cd' })).not.toBe(digestOf({ r2: 'ab', mig: 'ce' }));
  expect(digestOf({ r2: 'ab', mig: 'cd' })).not.toBe(digestOf({ r2: 'abc', mig: 'd' }));
  expect(publishVolume(volume({})).cells[0]).not.toHaveProperty('digests');
});
