import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inventedContent, suiteOf } from '../../../tests/support/invented-suite.ts';
import type { SuiteContent, SuiteTree } from '../documents/suite.ts';
import { partDifferences, suiteDifferences } from './explain.ts';
import { recordStanding } from './standing.ts';

const CONTENT = inventedContent();
const SUITE = suiteOf(CONTENT);
const TRACKS = Object.keys(CONTENT.boards);
const anyDigest = fc
  .array(fc.constantFrom(...'0123456789abcdef'), { minLength: 64, maxLength: 64 })
  .map((digits) => digits.join(''));
const anyTrack = fc.constantFrom(...TRACKS);

const panelOf = (content: SuiteContent, track: string) => content.boards[track]!['panel'] as string[];
const withMetric = (content: SuiteContent, key: string, digest: string): SuiteContent => ({
  ...content,
  metrics: { ...content.metrics, [key]: { definition: { key }, outputs: { [`metric/${key}`]: digest } } },
});
const withPanel = (content: SuiteContent, track: string, panel: readonly string[]): SuiteContent => ({
  ...content,
  boards: { ...content.boards, [track]: { ...content.boards[track], panel } },
});

/** How a record of a track, made under one suite, stands to another. */
function standing(track: string, before: SuiteContent, after: SuiteContent) {
  const [old, today] = [suiteOf(before), suiteOf(after, '9.1.0')];
  const measured = { part: old.tree.parts[track]!, suite: old, track: { id: track, version: '1' } };
  return recordStanding(measured, today, []);
}

describe('an addition', () => {
  const additions: Readonly<Record<string, (digest: string) => SuiteContent>> = {
    metric: (digest) => withMetric(CONTENT, 'my_metric', digest),
    DGP: (digest) => ({ ...CONTENT, dgps: { ...CONTENT.dgps, MyDgp: { 'dgp/MyDgp': digest } } }),
    geometry: (digest) => ({ ...CONTENT, geometries: { ...CONTENT.geometries, My: { 'geometry/My/codes': digest } } }),
    'track without a board': (digest) => ({
      ...CONTENT,
      tracks: { ...CONTENT.tracks, mine: { definition: { id: 'mine' }, outputs: { 'track/mine/main/0/draws': digest } } },
    }),
  };

  it.each(Object.keys(additions))('of a %s moves no other leaf, no draw digest and no part, and voids no record', (kind) => {
    fc.assert(
      fc.property(anyDigest, anyTrack, (digest, track) => {
        const content = additions[kind]!(digest);
        const { tree } = suiteOf(content);
        expect(tree).toMatchObject(SUITE.tree);
        expect(tree.parts).toEqual(SUITE.tree.parts);
        expect(suiteOf(content).digest).not.toBe(SUITE.digest);
        expect(standing(track, CONTENT, content)).toEqual({ kind: 'current' });
        expect(suiteDifferences(CONTENT, content).map(({ change }) => change)).toEqual(['added']);
        expect(partDifferences(SUITE, suiteOf(content))).toEqual([]);
      }),
    );
  });

  it('of a metric to one panel lets the records of that track lack it, and no other', () => {
    fc.assert(
      fc.property(anyDigest, anyTrack, (digest, chosen) => {
        const panel = [...panelOf(CONTENT, chosen), 'my_metric'];
        const content = withPanel(withMetric(CONTENT, 'my_metric', digest), chosen, panel);
        expect(suiteOf(content).tree.draws).toEqual(SUITE.tree.draws);
        for (const track of TRACKS) {
          const expected = track === chosen ? { kind: 'lacks', metrics: ['my_metric'] } : { kind: 'current' };
          expect(standing(track, CONTENT, content)).toEqual(expected);
        }
        expect(partDifferences(SUITE, suiteOf(content))).toEqual([
          { track: chosen, draws: false, reasons: ['metric my_metric is new in the panel'] },
        ]);
      }),
    );
  });
});

describe('a change', () => {
  it('of a metric voids the records whose panel has it, and leaves all draws', () => {
    fc.assert(
      fc.property(anyDigest, fc.constantFrom(...Object.keys(CONTENT.metrics)), (digest, key) => {
        const content = withMetric(CONTENT, key, digest);
        expect(suiteOf(content).tree.draws).toEqual(SUITE.tree.draws);
        for (const track of TRACKS) {
          const kind = panelOf(CONTENT, track).includes(key) ? 'older' : 'current';
          expect(standing(track, CONTENT, content).kind).toBe(kind);
        }
      }),
    );
  });

  it('of a generator moves the draws of its track alone', () => {
    fc.assert(
      fc.property(anyDigest, anyTrack, (digest, chosen) => {
        const changed = { ...CONTENT.tracks[chosen]!, outputs: { [`track/${chosen}/main/0/draws`]: digest } };
        const content = { ...CONTENT, tracks: { ...CONTENT.tracks, [chosen]: changed } };
        const { draws } = suiteOf(content).tree;
        for (const track of TRACKS) {
          expect(draws[track] === SUITE.tree.draws[track]).toBe(track !== chosen);
          expect(standing(track, CONTENT, content).kind).toBe(track === chosen ? 'older' : 'current');
        }
      }),
    );
  });

  it.each<[string, Partial<SuiteContent>]>([
    ['the runtime', { runtime: { ...CONTENT.runtime, version: '9.9.9' } }],
    ['a stream', { streams: { 'stream/normal': '0'.repeat(64) } }],
    ['the diagnosis', { diagnosis: { 'diagnosis/E': '0'.repeat(64) } }],
  ])('of %s voids every record', (_, change) => {
    for (const track of TRACKS) expect(standing(track, CONTENT, { ...CONTENT, ...change }).kind).toBe('older');
  });

  it('of a policy, or of what a page says of a metric, voids nothing', () => {
    const [track] = TRACKS as [string];
    const [key] = panelOf(CONTENT, track) as [string];
    const board = { ...CONTENT.boards[track], nearest_dgp: 'other' };
    const metric = { ...CONTENT.metrics[key]!, definition: { key, range: [0, 2] } };
    const content = { ...CONTENT, boards: { ...CONTENT.boards, [track]: board }, metrics: { ...CONTENT.metrics, [key]: metric } };
    expect(standing(track, CONTENT, content)).toEqual({ kind: 'current' });
    expect(suiteDifferences(CONTENT, content)).toEqual([
      { thing: `metric ${key}`, change: 'changed', details: ['its range'] },
      { thing: `board of ${track}`, change: 'changed', details: ['nearest_dgp'] },
    ]);
  });

  it('of a panel that a metric leaves voids nothing', () => {
    const track = TRACKS.find((id) => panelOf(CONTENT, id).length > 1)!;
    const content = withPanel(CONTENT, track, panelOf(CONTENT, track).slice(1));
    expect(standing(track, CONTENT, content)).toEqual({ kind: 'current' });
  });
});

it('every leaf enters the digest of the suite', () => {
  const flat = (tree: SuiteTree) =>
    Object.values(tree.leaves).flatMap((leaf) => (typeof leaf === 'string' ? [leaf] : Object.values(leaf)));
  const leaves = flat(SUITE.tree);
  expect(new Set(leaves).size).toBe(leaves.length);
});
