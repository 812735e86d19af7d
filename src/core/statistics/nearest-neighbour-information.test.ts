import { describe, expect, it } from 'vitest';
import { digamma, ln } from '../mathematics.ts';
import { RandomStream } from '../random/stream.ts';
import { argsort } from './argsort.ts';
import { createNeighbourScratch, digammaTable, nearestNeighbourInformation } from './nearest-neighbour-information.ts';

function labelsOf(labels: Int32Array) {
  const counts = new Int32Array(Math.max(...labels) + 1);
  for (const label of labels) counts[label]!++;
  return { labels, counts };
}

function estimate(values: Float64Array, labels: Int32Array): number {
  const order = argsort(values);
  const sorted = Float64Array.from(order, (row) => values[row]!);
  return nearestNeighbourInformation(
    sorted,
    order,
    labelsOf(labels),
    10,
    digammaTable(values.length),
    createNeighbourScratch(values.length),
  );
}

/** The definition, row by row, with all distances. */
function bruteForce(values: Float64Array, labels: Int32Array): number {
  const { counts } = labelsOf(labels);
  const kept = [...values.keys()].filter((row) => counts[labels[row]!]! > 1);
  let sum = 0;
  for (const row of kept) {
    const distanceTo = (other: number) => Math.abs(values[other]! - values[row]!);
    const own = kept.filter((other) => other !== row && labels[other] === labels[row]).map(distanceTo);
    const neighbours = Math.min(10, own.length);
    const radius = own.sort((a, b) => a - b)[neighbours - 1]!;
    const close = own.filter((distance) => distance <= radius).length;
    const closeInAll = kept.filter((other) => other !== row && distanceTo(other) <= radius).length;
    sum += digamma(close) - digamma(own.length + 1) - digamma(closeInAll);
  }
  return Math.max(0, digamma(kept.length) + sum / kept.length);
}

describe('nearestNeighbourInformation', () => {
  it.each(['continuous', 'with ties', 'all tied within classes'])('agrees with brute force on values %s', (kind) => {
    const stream = new RandomStream('test', 'neighbours', kind);
    for (let round = 0; round < 12; round++) {
      const n = 20 + stream.below(120);
      const labels = Int32Array.from({ length: n }, () => stream.below(1 + (round % 6)));
      const values = Float64Array.from(labels, (label) => {
        if (kind === 'continuous') return stream.normal() + 0.5 * label;
        return kind === 'with ties' ? stream.below(30) / 8 : label;
      });
      expect(estimate(values, labels)).toBeCloseTo(bruteForce(values, labels), 12);
    }
  });

  it('does not depend on the order of rows, nor on scale', () => {
    const stream = new RandomStream('test', 'neighbours', 'order');
    const labels = Int32Array.from({ length: 200 }, (_, i) => i % 4);
    const values = Float64Array.from(labels, (label) => stream.normal() + label);
    const rows = stream.permutation(200);
    const permuted = estimate(
      Float64Array.from(rows, (row) => values[row]!),
      Int32Array.from(rows, (row) => labels[row]!),
    );
    expect(permuted).toBeCloseTo(estimate(values, labels), 13);
    expect(
      estimate(
        values.map((value) => value * 2 ** -40),
        labels,
      ),
    ).toBe(estimate(values, labels));
  });

  it('finds ln 2 where the value tells two equal classes apart, tied or not', () => {
    const labels = Int32Array.from({ length: 2000 }, (_, i) => i % 2);
    const stream = new RandomStream('test', 'neighbours', 'classes');
    expect(
      estimate(
        Float64Array.from(labels, (label) => 10 * label + stream.uniform()),
        labels,
      ),
    ).toBeCloseTo(ln(2), 2);
    expect(estimate(Float64Array.from(labels), labels)).toBeCloseTo(ln(2), 2);
  });

  it('is hardly biased by ties, independent or not', () => {
    const stream = new RandomStream('test', 'neighbours', 'ties');
    const labels = Int32Array.from({ length: 3000 }, () => stream.below(5));
    const independent = Float64Array.from(labels, () => stream.below(8));
    expect(estimate(independent, labels)).toBeLessThan(0.01);
    // The value is the label in half of the rows and a coin with as many sides in the others: p = 0.6 on the diagonal, 0.1 off it.
    const mixed = Float64Array.from(labels, (label) => (stream.uniform() < 0.5 ? label : stream.below(5)));
    const truth = ln(5) + 0.6 * ln(0.6) + 4 * 0.1 * ln(0.1);
    expect(estimate(mixed, labels)).toBeCloseTo(truth, 1.5);
  });

  it('finds nothing where there is nothing: one class, classes of one row, independence', () => {
    const stream = new RandomStream('test', 'neighbours', 'independence');
    const values = stream.fillNormal(new Float64Array(400));
    expect(estimate(values, new Int32Array(400))).toBeCloseTo(0, 12);
    expect(
      estimate(
        values,
        Int32Array.from({ length: 400 }, (_, i) => i),
      ),
    ).toBe(0);
    expect(
      estimate(
        values,
        Int32Array.from({ length: 400 }, () => stream.below(3)),
      ),
    ).toBeLessThan(0.05);
  });
});
