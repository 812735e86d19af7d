import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { inventedContent, suiteOf } from '../../tests/support/invented-suite.ts';
import { addendumDigest, joinAddenda, makeAddendum, partWithAddenda, withoutAddenda } from './addendum.ts';
import { addendumDocument } from './documents.ts';
import type { Measured, ResultRecord, Run } from './record.ts';

const RUN: Run = { device: 'wasm', node: 'v24', engine_commit: 'a'.repeat(40), seconds: 1, approver: null };
const CONTENT = inventedContent();
const BOARD = CONTENT.boards['linear-ica']!;
const SUITE = suiteOf({
  ...CONTENT,
  metrics: { ...CONTENT.metrics, sap: { definition: {}, outputs: { 'metric/sap': 'b'.repeat(64) } } },
  boards: { ...CONTENT.boards, 'linear-ica': { ...BOARD, panel: [...(BOARD['panel'] as string[]), 'sap'] } },
});
const RECORD: ResultRecord = createEntry({ slug: 'a', main: [0.5, 0.6, 0.7] }).record;

/** The models of the record, measured again with one metric more. */
function again(score: (at: number) => number | null, change: (models: Measured['models']) => Measured['models'] = (all) => all) {
  const { main, twin } = RECORD.measured.models;
  const withMetric = (models: typeof main) => models.map((model, i) => ({ ...model, metrics: { sap: { score: score(i) } } }));
  return change({ main: withMetric(main), twin: withMetric(twin) });
}
const add = (models: Measured['models']) => makeAddendum(RECORD, SUITE, ['sap'], models, RUN);

it('joins to a record and comes off again, whatever it holds', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), { minLength: 3 }), (scores) => {
      const addendum = add(again((i) => scores[i % scores.length]!));
      const joined = joinAddenda(RECORD, [addendum]);
      joined.measured.models.main.forEach(({ metrics }, i) =>
        expect(metrics['sap']).toEqual({ score: scores[i % scores.length] }),
      );
      expect(withoutAddenda(joined, [addendum])).toEqual(RECORD);
      expect(joined.result_digest).toBe(RECORD.result_digest);
      expect(addendumDigest(addendum.added)).toBe(addendum.addendum_digest);
    }),
  );
});

it('is a document of its schema', () => {
  const addendum = add(again(() => 0.5));
  expect(addendumDocument.check(addendum, 'a.json')).toEqual(addendum);
});

describe('is refused', () => {
  it('where the codes are not those of the record', () => {
    const other = again(
      () => 0.5,
      ({ main, twin }) => ({
        main: main.map((model, i) => (i === 1 ? { ...model, codes_sha256: 'f'.repeat(64) } : model)),
        twin,
      }),
    );
    expect(() => add(other)).toThrow(/main\/1: has codes with SHA-256 ffffffffffff, its record/);
  });

  it('where a model is missing or is another', () => {
    expect(() =>
      add(
        again(
          () => 0.5,
          ({ main, twin }) => ({ main: main.slice(1), twin }),
        ),
      ),
    ).toThrow(/does not have the models/);
    const moved = ({ main, twin }: Measured['models']) => ({ main: main.map((model) => ({ ...model, seed: '7' })), twin });
    expect(() => add(again(() => 0.5, moved))).toThrow(/does not have the models/);
  });

  it('where it lacks a metric that it names, or adds one that is there', () => {
    const none = ({ main, twin }: Measured['models']) => ({ main: main.map((model) => ({ ...model, metrics: {} })), twin });
    expect(() => add(again(() => 0.5, none))).toThrow(/does not have the metrics/);
    const addendum = add(again(() => 0.5));
    expect(() => joinAddenda(RECORD, [addendum, addendum])).toThrow(/adds sap, which its record has/);
  });
});

it('adds its metrics to what the record rests on, as long as both have the same draws', () => {
  const part = SUITE.tree.parts['linear-ica']!;
  const { sap, ...metrics } = part.metrics;
  const addendum = add(again(() => 0.5));
  expect(partWithAddenda({ ...part, metrics }, [addendum])?.metrics).toEqual({ ...metrics, sap });
  expect(partWithAddenda({ ...part, metrics, draw: '0'.repeat(64) }, [addendum])?.metrics).toEqual(metrics);
});
