/** What a perfect, a merely linear, a rotating and an untrained encoder score on the tracks whose mixing is a network. */
import { describe, expect, it } from 'vitest';
import { fromRowMajor, selectColumns, type Matrix } from '../../src/core/matrix.ts';
import { multiply } from '../../src/core/linear-algebra/multiply.ts';
import { RandomStream } from '../../src/core/random/stream.ts';
import { evaluateInstance } from '../../src/evaluation/evaluate-instance.ts';
import type { BoardPolicy } from '../../src/boards/board-policy.ts';
import { BOARDS } from '../../src/boards/catalogue.ts';
import { createMixing, drawLeakyReluMixing } from '../../src/suite/tracks/leaky-relu-mixing.ts';
import { randomOrthogonal } from '../../src/suite/tracks/mixing-matrix.ts';
import type { Track, TrackInstance, Variant } from '../../src/suite/tracks/track.ts';
import { unmix } from '../support/unmix.ts';

const N = 1000;
const hasNetwork = (track: Track) => 'layers' in (track.createInstance(0, 'main').parameters['mixing'] as object);

/** Keeps the first codes of those that a ranked encoder may have. */
const keepRanked = (board: BoardPolicy, codes: Matrix) =>
  selectColumns(
    codes,
    Array.from({ length: board.rankedCodes ?? codes.columns }, (_, j) => j),
  );

function score(board: BoardPolicy, instance: TrackInstance, encode: (observations: Float32Array) => Matrix): number {
  const { factors, observations } = instance.drawEvaluation('ceilings', N);
  const { metric, part } = board.primary;
  return evaluateInstance(factors, keepRanked(board, encode(observations)), [metric], { blocks: instance.blocks })[metric]![
    part
  ]!;
}

/** x = Qz for a random rotation Q of the factors, as rows. */
function rotate(factors: Matrix): Matrix {
  const rotation = randomOrthogonal(new RandomStream('ceilings', 'rotation'), factors.columns);
  return multiply(factors, { ...factors, rows: factors.columns, data: Float64Array.from(rotation.flat()) });
}

function untrained(instance: TrackInstance, observations: Float32Array): Matrix {
  const { d } = instance;
  const recipe = { d, depth: 3, slope: 0.2, conditionNumbers: [1.5, 3], biasHalfWidth: 0.2 } as const;
  const network = createMixing(drawLeakyReluMixing(new RandomStream('ceilings', 'untrained'), recipe));
  const rows = Array.from({ length: N }, (_, i) => [...network(Float64Array.from(observations.subarray(i * d, (i + 1) * d)))]);
  return fromRowMajor(rows.flat(), N, d);
}

const ELEMENTWISE = ['affine-elementwise', 'monotone-elementwise', 'elementwise'];

describe.each(BOARDS.filter(({ track }) => hasNetwork(track)))('$track.id', (board) => {
  const { track } = board;
  const instance = (variant: Variant) => track.createInstance(9, variant);

  it('gives the inverse of the mixing the highest score, on the track and on its twin', () => {
    for (const variant of ['main', 'twin'] as const) {
      const own = instance(variant);
      // The style that content tells is estimated from few rows here.
      expect(score(board, own, (x) => unmix(own, x))).toBeGreaterThan(track.equivalenceClass === 'block' ? 0.95 : 0.9999);
    }
  });

  it('tells a merely linear and an untrained encoder from it', () => {
    const own = instance('main');
    expect(score(board, own, (x) => fromRowMajor(x, N, own.d))).toBeLessThan(0.85);
    expect(score(board, own, (x) => untrained(own, x))).toBeLessThan(0.85);
  });

  it.runIf(ELEMENTWISE.includes(track.equivalenceClass))('lets a rotation of the factors fall to the rotation floor', () => {
    const own = instance('main');
    expect(score(board, own, (x) => rotate(unmix(own, x)))).toBeLessThan(0.9);
  });

  it.runIf(track.equivalenceClass === 'affine')('forgives a rotation, which the mean correlation coefficient does not', () => {
    const own = instance('main');
    expect(score(board, own, (x) => rotate(unmix(own, x)))).toBeGreaterThan(0.9999);
    const byAxis = { ...board, primary: { metric: 'mcc_pearson', part: 'coverage' } } as const;
    expect(score(byAxis, own, (x) => rotate(unmix(own, x)))).toBeLessThan(0.9);
  });

  it.runIf(track.equivalenceClass === 'block')('forgives an invertible map of the content, and no code more than it', () => {
    const own = instance('main');
    expect(score(board, own, (x) => rotate(selectColumns(unmix(own, x), own.blocks!.content)))).toBeGreaterThan(0.95);
    expect(score({ ...board, rankedCodes: own.d }, own, (x) => unmix(own, x))).toBeLessThan(0.05);
  });
});
