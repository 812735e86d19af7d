import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { computeSuite } from '../../src/registry/suite/compute-suite.ts';
import { suiteDifferences } from '../../src/registry/suite/explain.ts';
import { recordStanding } from '../../src/registry/suite/standing.ts';
import { SUITE_VERSION } from '../../src/registry/suite/suite-version.ts';
import { FOLDERS } from '../../src/runtime/node/folders.ts';
import { readRecords } from '../../src/runtime/node/record-files.ts';
import { frozenDifferences, readSuite, readSuites } from '../../src/runtime/node/suite-files.ts';
import { TRACKS } from '../../src/suite/tracks/catalogue.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const computed = computeSuite();

test('the engine computes every part of the frozen suite; if not, raise SUITE_VERSION and run: npm run release-suite', async () => {
  const frozen = (await readSuite(ROOT, SUITE_VERSION))!;
  expect(frozenDifferences(frozen, computed)).toEqual([]);
});

test('the second version, which had one digest over everything, rests on the same leaves', async () => {
  const { tree, content } = (await readSuite(ROOT, '0.2.0'))!;
  const { definitions: _, boards: __, ...leaves } = tree.leaves;
  expect(computed.tree.leaves).toMatchObject(leaves);
  expect(computed.tree.parts).toMatchObject(tree.parts);
  const changed = suiteDifferences(content, computed.content).filter(({ change }) => change === 'changed');
  // The first format named fewer rules of a board.
  for (const { thing } of changed) expect(thing).toMatch(/^board of /);
});

test('records of the second version stay current, those of the first do not', async () => {
  const suites = await readSuites(ROOT);
  const standings = (await readRecords(ROOT, FOLDERS.results)).map(({ measured }) => ({
    version: measured.suite.version,
    kind: recordStanding(measured, computed, suites).kind,
  }));
  const of = (version: string) => [...new Set(standings.filter((each) => each.version === version).map(({ kind }) => kind))];
  expect(of('0.2.0')).toEqual(['current']);
  expect(of('0.1.0')).toEqual(['older']);
});

describe('the outputs', () => {
  const { content } = computed;

  test('do not depend on when they are computed', () => {
    expect(computeSuite()).toEqual(computed);
  });

  test('are there for every stream, DGP, geometry, metric and instance, draws all different', () => {
    for (const group of [content.streams, content.dgps, content.geometries, content.metrics, content.diagnosis])
      expect(Object.keys(group).length).toBeGreaterThan(0);
    for (const { outputs } of Object.values(content.metrics)) expect(Object.keys(outputs).length).toBeGreaterThan(0);
    for (const track of TRACKS) {
      const { outputs } = content.tracks[track.id]!;
      expect(Object.keys(outputs)).toHaveLength(4 * track.instanceCount);
      // The draw of every instance and variant is its own, even where their parameters agree.
      const draws = Object.entries(outputs).filter(([name]) => name.endsWith('/draws'));
      expect(new Set(draws.map(([, digest]) => digest)).size).toBe(draws.length);
    }
  });
});
