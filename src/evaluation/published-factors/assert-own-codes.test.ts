import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { column, zeros, type Matrix } from '../../core/matrix.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { findTrack } from '../../suite/tracks/catalogue.ts';
import { drawRows } from '../../suite/tracks/draw-rows.ts';
import { assertOwnCodes } from './assert-own-codes.ts';

const N = 3000;
const drawOf = (track: string) => drawRows(findTrack(track).createInstance(0, 'main'), 'test', N);
/** One track whose observations give the factors by a linear map, and one whose observations do not. */
const DRAWS = { 'linear-ica': drawOf('linear-ica'), 'contrastive-box': drawOf('contrastive-box') } as const;
const TRACKS = Object.keys(DRAWS) as (keyof typeof DRAWS)[];

const stream = (...name: (string | number)[]) => new RandomStream('custodes/test', 'own-codes', ...name);

function normals(rows: number, columns: number, ...name: (string | number)[]): Matrix {
  const matrix = zeros(rows, columns);
  stream(...name).fillNormal(matrix.data);
  return matrix;
}

/** Changes every code in turn. */
function changed(codes: Matrix, change: (value: number, row: number, j: number) => number): Matrix {
  return { ...codes, data: codes.data.map((value, i) => change(value, i % codes.rows, Math.floor(i / codes.rows))) };
}

/** Codes that are linear in others. */
function mixed(codes: Matrix, weight: (to: number, from: number) => number): Matrix {
  return changed(codes, (_value, row, j) => {
    let sum = 0;
    for (let k = 0; k < codes.columns; k++) sum += weight(j, k) * column(codes, k)[row]!;
    return sum;
  });
}

const joined = (a: Matrix, b: Matrix): Matrix => ({
  rows: a.rows,
  columns: a.columns + b.columns,
  data: Float64Array.from([...a.data, ...b.data]),
});

interface MakeUp {
  readonly name: string;
  readonly apply: (codes: Matrix, seed: number) => Matrix;
}

/** What leaves the factors where they are. Any of them can follow any other. */
const MAKE_UP: readonly MakeUp[] = [
  {
    name: 'a permutation with scales and shifts',
    apply(codes, seed) {
      const order = stream('order', seed).permutation(codes.columns);
      const scale = normals(2, codes.columns, 'scale', seed).data;
      return changed(
        codes,
        (_value, row, j) => (0.1 + Math.abs(scale[2 * j]!)) * column(codes, order[j]!)[row]! + 9 * scale[2 * j + 1]!,
      );
    },
  },
  {
    name: 'noise of a hundred-thousandth',
    apply(codes, seed) {
      const noise = normals(codes.rows, codes.columns, 'noise', seed).data;
      return { ...codes, data: codes.data.map((value, i) => value + 1e-5 * noise[i]!) };
    },
  },
  {
    name: 'another row',
    apply: (codes, seed) => changed(codes, (value, row, j) => (row === seed % codes.rows ? value + 10 + j : value)),
  },
  {
    name: 'every twentieth row another',
    apply: (codes, seed) => changed(codes, (value, row) => ((row + seed) % 20 === 0 ? value + ((row * 7) % 5) - 2 : value)),
  },
  { name: 'a small cubic term', apply: (codes) => changed(codes, (value) => value + 1e-3 * value ** 3) },
  { name: 'a large cubic term', apply: (codes) => changed(codes, (value) => value + 0.3 * value ** 3) },
  { name: 'columns that are noise', apply: (codes, seed) => joined(codes, normals(codes.rows, 1 + (seed % 3), 'columns', seed)) },
  { name: 'single precision', apply: (codes) => changed(codes, Math.fround) },
  { name: 'another sign for half of a column', apply: (codes) => changed(codes, (value) => (value > 0 ? value + 5 : -value)) },
  { name: 'a saturating map', apply: (codes) => changed(codes, (value) => value / (1 + Math.abs(value))) },
];

describe('the published factors with make-up are refused', () => {
  test.each(TRACKS.flatMap((track) => MAKE_UP.map((makeUp) => [track, makeUp.name, makeUp] as const)))(
    '%s: %s',
    (track, _name, makeUp) => {
      const draw = DRAWS[track];
      expect(() => assertOwnCodes(draw, makeUp.apply(draw.factors, 1))).toThrow(/column \d+ gives factor \d+ to within/);
    },
  );

  test('and mixtures of these are', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TRACKS),
        fc.uniqueArray(fc.nat(MAKE_UP.length - 1), { minLength: 1, maxLength: 3 }),
        fc.nat(1000),
        (track, chosen, seed) => {
          const codes = chosen.reduce((matrix, index) => MAKE_UP[index]!.apply(matrix, seed), DRAWS[track].factors);
          expect(() => assertOwnCodes(DRAWS[track], codes)).toThrow('submit the encoder as ONNX');
        },
      ),
      { numRuns: 25 },
    );
  });

  test('where one column is a factor and the others are honest', () => {
    const draw = DRAWS['linear-ica'];
    const honest = normals(N, 4, 'honest');
    const hidden = { rows: N, columns: 1, data: column(draw.factors, 2).map((value) => 3 - 2 * value + 1e-4 * value ** 3) };
    expect(() => assertOwnCodes(draw, joined(honest, hidden))).toThrow('column 4 gives factor 2');
  });

  test.each([10, 30, 100, 128, 1000])('rounded to steps of 1/%i, with or without noise and another row', (steps) => {
    const draw = DRAWS['linear-ica'];
    const round = (codes: Matrix) => changed(codes, (value) => Math.round(steps * value) / steps);
    const codes = [draw.factors, MAKE_UP[1]!.apply(draw.factors, 1)].map(round);
    for (const rounded of [...codes, MAKE_UP[2]!.apply(codes[0]!, 5)])
      expect(() => assertOwnCodes(draw, rounded)).toThrow(/column \d+ (is factor \d+ in steps|gives factor)/);
  });

  test('of which few are there at a time', () => {
    const draw = drawRows(findTrack('superposition').createInstance(0, 'main'), 'test', 20_000);
    const copied = { rows: 20_000, columns: 3, data: draw.factors.data.slice(0, 60_000) };
    for (const index of [1, 2, 4])
      expect(() => assertOwnCodes(draw, MAKE_UP[index]!.apply(copied, 1))).toThrow('column 0 gives factor 0');
    const observations = draw.observe(0, 20_000);
    const own = changed(copied, (_value, row, j) => Math.max(0, observations[row * 64 + j]! - 0.1));
    expect(() => assertOwnCodes(draw, own)).not.toThrow();
  });

  test('where a third of the rows are copies and the others are noise', () => {
    const draw = DRAWS['linear-ica'];
    const noise = normals(N, 5, 'rows').data;
    const codes = changed(draw.factors, (value, row, j) => (row % 3 === 0 ? 2 * value + 1 : noise[j * N + row]!));
    expect(() => assertOwnCodes(draw, codes)).toThrow(/column 0 is a copy of factor 0 in 3\d% of the rows/);
  });

  test('mixed by a matrix, where no linear map of the observations gives them', () => {
    const weights = normals(5, 5, 'weights').data;
    const mix = (codes: Matrix) => mixed(codes, (to, from) => weights[to * 5 + from]! + (to === from ? 2 : 0));
    const { factors } = DRAWS['contrastive-box'];
    for (const codes of [mix(factors), MAKE_UP[2]!.apply(mix(factors), 7), MAKE_UP[4]!.apply(mix(factors), 7)])
      expect(() => assertOwnCodes(DRAWS['contrastive-box'], codes)).toThrow(/together give factor \d+ to within/);
    // A linear encoder of linear observations gives such codes honestly.
    expect(() => assertOwnCodes(DRAWS['linear-ica'], mix(DRAWS['linear-ica'].factors))).not.toThrow();
  });
});

describe('codes as encoders give them pass', () => {
  test('the observations, and any linear map of them', () => {
    for (const track of TRACKS) {
      const { observe, factors } = DRAWS[track];
      const observations = observe(0, N);
      const codes = {
        ...factors,
        data: Float64Array.from(
          { length: factors.data.length },
          (_, i) => observations[(i % N) * factors.columns + Math.floor(i / N)]!,
        ),
      };
      expect(() => assertOwnCodes(DRAWS[track], codes)).not.toThrow();
      const weights = normals(factors.columns, factors.columns, 'linear').data;
      const turned = mixed(codes, (to, from) => weights[to * factors.columns + from]!);
      expect(() => assertOwnCodes(DRAWS[track], turned)).not.toThrow();
    }
  });

  test('factors with a three-hundredth of each other, the best that is measured without labels', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TRACKS), fc.nat(1000), (track, seed) => {
        const { factors } = DRAWS[track];
        const d = factors.columns;
        const weights = normals(d, d, 'leak', seed).data;
        const leaky = mixed(factors, (to, from) => (to === from ? 1 : 0.0034 * Math.sign(weights[to * d + from]!)));
        // Bent with noise where the observations are, as no map of theirs is exact.
        const noise = normals(N, d, 'noise', seed).data;
        const codes = track === 'linear-ica' ? leaky : { ...leaky, data: leaky.data.map((value, i) => value + 0.01 * noise[i]!) };
        expect(() => assertOwnCodes(DRAWS[track], codes)).not.toThrow();
      }),
      { numRuns: 20 },
    );
  });

  test.each([8, 10, 30, 100])('such codes rounded to steps of 1/%i, as files that compress have them', (steps) => {
    const draw = drawRows(findTrack('linear-ica').createInstance(0, 'main'), 'test', 20_000);
    const weights = normals(5, 5, 'leak').data;
    const leaky = mixed(draw.factors, (to, from) => (to === from ? 1 : 0.0034 * Math.sign(weights[to * 5 + from]!)));
    const rounded = changed(leaky, (value) => Math.round(steps * value) / steps);
    expect(() => assertOwnCodes(draw, rounded)).not.toThrow();
  });

  test('noise, a permutation of the rows, few values, and dead codes', () => {
    const draw = DRAWS['linear-ica'];
    const order = stream('rows').permutation(N);
    const permuted = changed(draw.factors, (_value, row, j) => column(draw.factors, j)[order[row]!]!);
    const classes = changed(draw.factors, (value) => Math.round(value));
    const dead = changed(normals(N, 5, 'dead'), (value) => Math.max(0, value - 1));
    const nearlyDead = changed(normals(N, 5, 'nearly'), (value) => Math.max(0, value - 3));
    const sparse = changed(normals(N, 5, 'sparse'), (value) => Math.max(0, value - 0.5));
    for (const codes of [normals(N, 5, 'noise'), permuted, classes, dead, nearlyDead, sparse])
      expect(() => assertOwnCodes(draw, codes)).not.toThrow();
  });
});

test.each([60, 100, 1000, 1499])('codes that begin again after %i rows are refused', (period) => {
  const honest = normals(N, 5, 'period');
  const codes = changed(honest, (_value, row, j) => column(honest, j)[row % period]!);
  expect(() => assertOwnCodes(DRAWS['linear-ica'], codes)).toThrow(`begin again after ${period} rows`);
});
