import { afterAll, describe, expect, it } from 'vitest';
import { dciGroup } from '../../src/metrics/families/dci/dci-group.ts';
import type { MetricOptions, PartValue } from '../../src/metrics/metric.ts';
import { PairedData } from '../../src/metrics/paired-data.ts';
import { Deviations } from './deviations.ts';
import { GOLDEN_CASES, GOLDEN_SPLITS, type GoldenEntry, type GoldenValue } from './golden-cases.ts';

const deviations = new Deviations();
afterAll(() => deviations.report());

/** Where the reference does not depend on the random order in which it looks at columns. */
const TIE_FREE = 1e-7;

/**
 * Elsewhere three orders are known, and their spread tells how far the mean over all orders may lie from theirs. Disentanglement and
 * completeness are functions of one matrix, so that the larger spread of the two holds for both.
 */
const SPREADS = 5;
const LEAST_TOLERANCE = 1e-4;

/**
 * The residuals of a discrete factor take few values at first, so that cuts that divide the rows differently score the same.
 * Rounding chooses among them in the reference, the order of columns in ours, and later trees differ.
 */
const DISCRETE = 'discrete_factors';
const DISCRETE_TOLERANCE = 0.02;

/** Codes of size 10⁻⁹: the trees of the reference see one value a column and give up. Ours see what they see in any other unit. */
const INVISIBLE = 'tiny_scale';
const VISIBLE_UNIT = 2 ** 30;

const CONCENTRATIONS = ['disentanglement', 'completeness'];

type Key = 'dci_ordered_split' | 'dci_rs0';

function optionsOf(key: Key, n: number): MetricOptions {
  if (key === 'dci_ordered_split') return { split: 'ordered' };
  return { trainRows: GOLDEN_SPLITS.rs0_permutation[n]!.slice(0, Math.floor(0.8 * n)) };
}

function meanOf(runs: readonly GoldenEntry[], name: string): GoldenValue {
  const values = runs.map((run) => run[name]!);
  return values.every((value) => typeof value === 'number') ? values.reduce((sum, value) => sum + value, 0) / runs.length : null;
}

describe.each<Key>(['dci_ordered_split', 'dci_rs0'])('agrees with %s of the golden index:', (key) => {
  it.each(GOLDEN_CASES)('$name', ({ name, n, tags, factors, codes, expected }) => {
    const { dci_d, dci_c, dci_i } = dciGroup.compute(new PairedData(factors, codes), optionsOf(key, n));
    const wanted = expected[key]!;
    if ('error' in wanted) {
      // The reference refuses codes beyond single precision, constant integers and offsets; ours scores them.
      for (const { score } of [dci_d, dci_c, dci_i]) expect(score).toSatisfy((value) => value! >= 0 && value! <= 1);
      return;
    }
    if (tags.includes(INVISIBLE)) {
      const visible = { ...codes, data: codes.data.map((value) => value * VISIBLE_UNIT) };
      const others = dciGroup.compute(new PairedData(factors, visible), optionsOf(key, n));
      expect((wanted.runs as readonly GoldenEntry[]).every(({ disentanglement }) => disentanglement === 0)).toBe(true);
      for (const [of, other] of [
        [dci_d, others.dci_d],
        [dci_c, others.dci_c],
        [dci_i, others.dci_i],
      ] as const) {
        expect(of.score).toBeGreaterThan(0.1);
        expect(Math.abs(of.score! - other.score!)).toBeLessThan(LEAST_TOLERANCE);
        expect(of.diagnostics.map(({ code }) => code)).toContain('rescaled-code');
      }
      return;
    }
    const spread = wanted.spread as GoldenEntry;
    const compare = (part: string, actual: PartValue | undefined, value: GoldenValue, ...spreadNames: string[]): void => {
      const least = tags.includes(DISCRETE) ? DISCRETE_TOLERANCE : LEAST_TOLERANCE;
      const tolerance = wanted.tie_free
        ? TIE_FREE
        : Math.max(least, SPREADS * Math.max(...spreadNames.map((key) => spread[key] as number)));
      deviations.compare(`${key}.${part}${wanted.tie_free ? ' (tie-free)' : ''}`, name, actual, value, tolerance);
    };
    const runs = wanted.runs as readonly GoldenEntry[];
    compare('disentanglement', dci_d.score, meanOf(runs, 'disentanglement'), ...CONCENTRATIONS);
    compare('completeness', dci_c.score, meanOf(runs, 'completeness'), ...CONCENTRATIONS);
    for (const part of ['informativeness_train_raw', 'informativeness_test_raw'])
      compare(part, dci_i.parts[part], meanOf(runs, part), part);
    compare('importance', dci_d.parts.importance, wanted.mean_importance!, 'importance_max_abs');
  });
});
