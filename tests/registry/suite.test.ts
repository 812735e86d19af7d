import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { suiteDocument } from '../../src/registry/documents.ts';
import { documentDigest } from '../../src/registry/digest.ts';
import { computeSuite, suiteDifferences, SUITE_VERSION, type SuiteContent } from '../../src/registry/suite.ts';
import { TRACKS } from '../../src/suite/tracks/catalogue.ts';

const computed = computeSuite();

test('the frozen suite is what this engine computes; if not, raise SUITE_VERSION and run: npm run release-suite', async () => {
  const path = resolve(import.meta.dirname, `../../content/suite/${SUITE_VERSION}.json`);
  const frozen = suiteDocument.parse(await readFile(path, 'utf8'), path);
  expect(suiteDifferences(frozen.content, computed.content)).toEqual([]);
  expect(frozen.digest).toBe(computed.digest);
  expect(documentDigest('custodes/suite/1', frozen.content)).toBe(frozen.digest);
});

describe('the digest', () => {
  const { content } = computed;

  function digestWith(change: Partial<SuiteContent>): string {
    return documentDigest('custodes/suite/1', { ...content, ...change });
  }

  test('does not depend on when it is computed', () => {
    expect(computeSuite()).toEqual(computed);
  });

  test('covers the runtime, the definitions and the outputs', () => {
    const changes: Partial<SuiteContent>[] = [
      { runtime: { ...content.runtime, version: '1.30.1' } },
      { tracks: content.tracks.map((track, i) => (i === 0 ? { ...track, evaluation_rows: 1 } : track)) },
      { metrics: content.metrics.slice(1) },
      { outputs: { ...content.outputs, 'stream/normal': '0'.repeat(64) } },
    ];
    for (const change of changes) expect(digestWith(change)).not.toBe(computed.digest);
  });

  test('has an output for every stream, DGP, geometry, metric and instance, all different', () => {
    const names = Object.keys(content.outputs);
    for (const prefix of ['stream/', 'dgp/', 'geometry/', 'metric/']) {
      expect(names.some((name) => name.startsWith(prefix))).toBe(true);
    }
    for (const track of TRACKS) {
      expect(names.filter((name) => name.startsWith(`track/${track.id}/`))).toHaveLength(4 * track.instanceCount);
      // The draw of every instance and variant is its own, even where their parameters agree.
      const draws = names.filter((name) => name.startsWith(`track/${track.id}/`) && name.endsWith('/draws'));
      expect(new Set(draws.map((name) => content.outputs[name])).size).toBe(draws.length);
    }
  });
});

test('differences are named by what differs', () => {
  const changed: SuiteContent = {
    ...computed.content,
    runtime: { ...computed.content.runtime, version: '0.0.0' },
    outputs: { ...computed.content.outputs, 'stream/normal': '0'.repeat(64), 'stream/new': '0'.repeat(64) },
  };
  expect(suiteDifferences(computed.content, changed)).toEqual(['runtime', 'stream/normal', 'stream/new']);
});
