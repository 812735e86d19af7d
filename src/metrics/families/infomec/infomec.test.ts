import { describe, expect, it } from 'vitest';
import { column, zeros, type Matrix } from '../../../core/matrix.ts';
import { RandomStream } from '../../../core/random/stream.ts';
import { measure } from '../../measure.ts';
import { PairedData } from '../../paired-data.ts';
import { concentration } from './information-shares.ts';
import { fitLogisticRegression } from '../../infoe/logistic-regression.ts';
import { sharedLabels } from './normalised-information.ts';

const KEYS = ['infom', 'infoc', 'infom_corrected', 'infoc_corrected', 'infoe'] as const;

function gaussian(n: number, columns: number, name: string): Matrix {
  const matrix = zeros(n, columns);
  new RandomStream('test', 'infomec', name).fillNormal(matrix.data);
  return matrix;
}

function mapColumns(source: Matrix, count: number, value: (i: number, j: number) => number): Matrix {
  const target = zeros(source.rows, count);
  for (let j = 0; j < count; j++) column(target, j).forEach((_, i, values) => (values[i] = value(i, j)));
  return target;
}

const factors = gaussian(400, 3, 'factors');
const entry = (i: number, j: number) => factors.data[j * factors.rows + i]!;
const scoresOf = (codes: Matrix, z: Matrix = factors) => {
  const { metrics } = measure(z, codes, { metrics: KEYS });
  return KEYS.map((key) => metrics[key]!.score);
};

describe('concentration', () => {
  it('is 1 for one entry a line, 0 for an even spread, and skips empty lines', () => {
    expect(
      concentration(
        [
          [0, 2, 0],
          [1, 0, 0],
        ],
        3,
      ),
    ).toEqual({ score: 1, perLine: [1, 1] });
    expect(
      concentration(
        [
          [1, 1],
          [0, 0],
        ],
        2,
      ),
    ).toEqual({ score: 0, perLine: [0.5, null] });
    expect(concentration([[0, 0]], 2).score).toBe(0);
    expect(concentration([[3]], 1).score).toBe(1);
  });
});

describe('InfoMEC', () => {
  it('is near 1 in M and C for copies, and halves C for duplicates', () => {
    const copies = scoresOf(mapColumns(factors, 3, (i, j) => -3 * entry(i, 2 - j) + 5));
    copies.slice(0, 4).forEach((score) => expect(score).toBeGreaterThan(0.95));
    const [infom, infoc, , infocCorrected] = scoresOf(mapColumns(factors, 6, (i, j) => entry(i, j % 3)));
    expect(infom).toBeGreaterThan(0.95);
    expect(infoc).toBeLessThan(0.5);
    expect(infocCorrected).toBeLessThan(0.5);
  });

  it('sees noise as modular unless corrected', () => {
    const [infom, , infomCorrected, infocCorrected, infoe] = scoresOf(gaussian(400, 3, 'noise'));
    expect(infom).toBeGreaterThan(0.2);
    expect([infomCorrected, infocCorrected, infoe]).toEqual([0, 0, 0]);
  });

  it('corrected: leaves noise at 0 on nearly every draw, also of many codes, and leaves noise codes beside others out', () => {
    const corrected = (z: Matrix, codes: Matrix) => {
      const { metrics } = measure(z, codes, { metrics: ['infom_corrected', 'infoc_corrected'] });
      return [metrics.infom_corrected!, metrics.infoc_corrected!] as const;
    };
    for (const [n, m, draws] of [
      [100, 3, 20],
      [400, 3, 20],
      [200, 50, 5],
    ] as const) {
      const scored = Array.from({ length: draws }, (_, k) =>
        corrected(gaussian(n, 3, `factors ${k}`), gaussian(n, m, `noise ${k}`)),
      ).filter((results) => results.some(({ score }) => score !== 0));
      expect(scored.length).toBeLessThanOrEqual(1);
    }
    const noise = gaussian(400, 4, 'noise');
    const beside = mapColumns(factors, 7, (i, j) => (j < 3 ? entry(i, j) : noise.data[(j - 3) * 400 + i]!));
    for (const { score, parts } of corrected(factors, beside)) {
      expect(score).toBeGreaterThan(0.95);
      expect(parts.active_codes).toEqual([true, true, true, false, false, false, false]);
    }
  });

  it('does not change with order, sign, scale and shift of codes, but for the pruning rule of the release', () => {
    const codes = mapColumns(factors, 4, (i, j) => entry(i, j % 3) + 0.5 * entry(i, (j + 1) % 3));
    const before = scoresOf(codes);
    const moved = scoresOf(mapColumns(codes, 4, (i, j) => 2 - 4 * codes.data[((j + 1) % 4) * 400 + i]!));
    // The noise floor of the corrected scores is drawn from permuted codes, each of which now meets another permutation.
    [0, 1, 4].forEach((k) => expect(moved[k]).toBeCloseTo(before[k]!, 6));
    [2, 3].forEach((k) => expect(Math.abs(moved[k]! - before[k]!)).toBeLessThan(0.05));
    const rescaled = scoresOf(mapColumns(codes, 4, (i, j) => codes.data[j * 400 + i]! * (j === 0 ? 1e6 : 1)));
    expect(rescaled[0]).not.toBeCloseTo(before[0]!, 3);
    [2, 3, 4].forEach((k) => expect(rescaled[k]).toBeCloseTo(before[k]!, 6));
  });

  it('fits InfoE on principal axes as it would on the codes themselves, dependent ones included', () => {
    const codes = mapColumns(factors, 4, (i, j) => (j < 3 ? entry(i, j) : entry(i, 0) - entry(i, 1)));
    const { log_loss: onAxes } = measure(factors, codes, { metrics: ['infoe'] }).metrics.infoe!.parts;
    const data = new PairedData(factors, codes);
    const inputs = new Float64Array(400 * 5 + 1).fill(1);
    for (let j = 0; j < 4; j++) column(data.codes.standardised, j).forEach((value, i) => (inputs[i * 5 + j] = value));
    (onAxes as number[]).forEach((logLoss, j) => {
      const { labels, counts } = sharedLabels(data)[j]!;
      const classWeights = Float64Array.from(counts, (count) => 400 / (counts.length * count));
      const fit = fitLogisticRegression({ inputs, width: 5, labels, classCount: counts.length, classWeights });
      expect(logLoss).toBeCloseTo(fit.logLoss, 6);
    });
  });

  it('says why where there is no score, and never throws', () => {
    const few = gaussian(10, 2, 'few');
    expect(measure(few, few, { metrics: KEYS }).metrics.infoe!.diagnostics[0]!.code).toBe('too-few-rows');
    expect(
      scoresOf(
        factors,
        mapColumns(factors, 2, () => 3),
      ),
    ).toEqual([null, null, null, null, null]);
    expect(scoresOf(mapColumns(factors, 2, () => 3))).toEqual([0, 0, 0, 0, 0]);
    const oneFactor = mapColumns(factors, 1, entry);
    scoresOf(oneFactor, oneFactor)
      .slice(0, 4)
      .forEach((score) => expect(score).toBe(1));
  });

  it('pays attention to ties: codes that are 0 but on an interval of their factor are modular', () => {
    const sparse = mapColumns(factors, 6, (i, j) => {
      const value = entry(i, j % 3);
      return value > 0 === j < 3 ? value : 0;
    });
    const { infom } = measure(factors, sparse, { metrics: ['infom'] }).metrics;
    expect(infom!.score).toBeGreaterThan(0.95);
  });
});
