import { requireBoard } from '../boards/catalogue.ts';
import { describe, expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import type { AtlasCell } from '../evaluation/atlas-document.ts';
import type { Diagnosis } from '../evaluation/diagnosis.ts';
import type { Verdict } from '../evaluation/verdict.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { createBoard } from './board.ts';
import { joinDiagnoses, judgeRow } from './board-validity.ts';
import type { Entry } from './entry.ts';

const track = findTrack('linear-ica');
const SCORES = Array.from({ length: 12 }, (_, i) => 0.9 + 0.001 * (i % 3));

function diagnosis(geometry: Diagnosis['geometry'], dimension: Diagnosis['dimension'] = 'matched', confidence = 1): Diagnosis {
  const evidence = { affine: 1, monotone: 1, own: 1, leak: 0, linear: 1, noise: 0 };
  return { geometry, dimension, confidence, dependent_codes: 5, factors_read: 5, ...evidence };
}

function entryWith(slug: string, diagnoses: readonly (Diagnosis | null)[]): Entry {
  const entry = createEntry({ slug, main: SCORES });
  const { measured } = entry.record;
  const main = measured.models.main.map((model, i) => ({ ...model, diagnosis: diagnoses[i % diagnoses.length]! }));
  return { ...entry, record: { ...entry.record, measured: { ...measured, models: { ...measured.models, main } } } };
}

function cellWith(geometry: string, verdict: Verdict): AtlasCell {
  const { primary, nearestDgp } = requireBoard(track.id);
  const { metric, part } = primary;
  const score = { mean: 1, lower: 1, upper: 1, largeSampleValue: null };
  const sizes = { n: 1000, d: 5, m: 5, seeds: 20, parameters: {} };
  const name = { table: 'base', metric: metric as AtlasCell['metric'], part, dgp: nearestDgp, geometry };
  return { ...name, ...sizes, ...score, verdict, paperVerdict: verdict };
}

const mainModels = (entry: Entry) => entry.record.measured.models.main;

describe('joinDiagnoses', () => {
  it('takes what more than half of the models agree on, with the least of their confidences', () => {
    const models = mainModels(
      entryWith('a', [diagnosis('elementwise-affine'), diagnosis('elementwise-affine', 'matched', 0.5), diagnosis('noisy')]),
    );
    expect(joinDiagnoses(models)).toEqual({
      geometry: 'elementwise-affine',
      dimension: 'matched',
      agreeing: 8,
      models: 12,
      confidence: 0.5,
    });
  });

  it('is ambiguous without a majority, and nothing without diagnoses', () => {
    expect(joinDiagnoses(mainModels(entryWith('a', [diagnosis('noisy'), diagnosis('block')])))?.geometry).toBe('ambiguous');
    expect(joinDiagnoses(mainModels(createEntry({ slug: 'a', main: SCORES })))).toBeNull();
    expect(joinDiagnoses(mainModels(entryWith('a', [null])))).toBeNull();
  });
});

describe('judgeRow', () => {
  const cells = [cellWith('E1', 'calibrated'), cellWith('E3', 'false-positive'), cellWith('E13', 'lenient')];

  it.each([
    ['elementwise-affine', 'matched', 'E1', false],
    ['linear-entangled', 'matched', 'E3', true],
    ['linear-entangled', 'under', 'E13', false],
    ['noisy', 'matched', undefined, false],
    ['ambiguous', 'matched', undefined, false],
  ] as const)('%s, %s is judged by cell %s', (geometry, dimension, cell, invalid) => {
    const validity = judgeRow(track, mainModels(entryWith('a', [diagnosis(geometry, dimension)])), cells);
    expect([validity.cell?.geometry, validity.invalid]).toEqual([cell, invalid]);
  });

  it('keeps a row off the ranks where the metric misleads, and says why', () => {
    const entries = [entryWith('good', [diagnosis('elementwise-affine')]), entryWith('mixed', [diagnosis('linear-entangled')])];
    const board = createBoard(track, entries, cells);
    expect(board.ranked.map(({ entry }) => entry.submission.slug)).toEqual(['good']);
    expect(board.unranked.map(({ reason }) => reason)).toEqual(['the metric misleads on codes of this kind']);
    expect(createBoard(track, entries).ranked).toHaveLength(2);
  });

  it('gives the same bytes whatever the order of the records', () => {
    const entries = [entryWith('b', [diagnosis('elementwise-affine')]), entryWith('a', [diagnosis('elementwise-affine')])];
    expect(JSON.stringify(createBoard(track, entries, cells))).toBe(
      JSON.stringify(createBoard(track, entries.toReversed(), cells)),
    );
  });
});
