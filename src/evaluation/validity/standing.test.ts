import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerBattery, type BatteryAnswer } from './battery.ts';
import { storedScore, type Cell, type StratumScores } from './cell.ts';
import { claimOf, claimOfMetric } from './claims.ts';
import { SINGLE_LOOK, FULL_LOOKS } from './error-rate.ts';
import type { KindId } from './kinds.ts';
import { lawOf } from './law.ts';
import { judge } from './standing.ts';

const DRAWS = 60;

function cell(kind: KindId, side: 'success' | 'failure', scores: (i: number) => number | null, draws = DRAWS): Cell {
  return { kind, side, sampler: kind, scores: Array.from({ length: draws }, (_, i) => scores(i)) };
}

function stratum(cells: readonly Cell[]): StratumScores {
  return { required: cells, unavailable: [], needsLinear: true, cells, looks: SINGLE_LOOK };
}

const good = [cell('exact', 'success', () => 0.99), cell('class', 'success', () => 0.98)];
const bad = [cell('linear', 'failure', (i) => 0.7 + i / 1000), cell('lost', 'failure', () => 0.9)];

describe('standing', () => {
  it('takes the first statement that applies', () => {
    expect(judge(stratum([...good, ...bad])).standing).toEqual({ is: 'separates-at', threshold: 0.95 });
    expect(judge(stratum([cell('exact', 'success', () => 0.94), ...bad])).standing).toEqual({
      is: 'separates-between',
      above: 0.9001,
      below: 0.94,
    });
    expect(judge(stratum([...good, cell('linear', 'failure', () => 1), ...bad.slice(1)])).standing).toMatchObject({
      is: 'does-not-separate',
      kinds: ['linear'],
    });
    expect(judge(stratum([cell('exact', 'success', (i) => (i % 4 === 0 ? null : 1)), ...bad])).standing).toMatchObject({
      is: 'gives-no-score',
    });
    expect(judge(stratum([...bad])).standing).toEqual({ is: 'cannot-be-tested', why: 'no-success' });
    expect(judge(stratum([...good, bad[1]!])).standing).toEqual({ is: 'cannot-be-tested', why: 'no-linear' });
    expect(judge({ ...stratum([...good, ...bad]), cells: [...good, bad[0]!] }).standing).toEqual({
      is: 'not-covered',
      missing: ['lost'],
    });
    const few = [...good, ...bad].map((entry) => ({ ...entry, scores: entry.scores.slice(0, 59) }));
    expect(judge(stratum(few)).standing.is).toBe('not-covered');
    // Perfect, but for rare errors of which 60 draws do not tell how rare.
    expect(judge(stratum([...good, cell('linear', 'failure', (i) => (i < 5 ? 1 : 0))])).standing).toEqual({
      is: 'undecided',
      open: ['linear'],
    });
  });

  it('refuses failures rightly', () => {
    expect(judge(stratum([...good, cell('linear', 'failure', () => null)])).standing.is).toBe('separates-at');
  });

  it('states nothing at a threshold that was moved', () => {
    expect(judge(stratum([...good, ...bad]), 0.5).standing.is).not.toBe('separates-at');
  });

  it('does not depend on the order of cells, nor on cells that nobody asked for', () => {
    const cells = [...good, ...bad];
    const extra = cell('doubled', 'failure', () => 1);
    fc.assert(
      fc.property(fc.shuffledSubarray(cells, { minLength: cells.length }), (order) => {
        const changed = judge({ ...stratum(cells), cells: [...order, extra] });
        expect(changed).toEqual(judge(stratum(cells)));
      }),
      { numRuns: 10 },
    );
  });

  it('gets no better by one more failure', () => {
    const before = judge(stratum([...good, ...bad]));
    const after = judge(stratum([...good, ...bad, cell('leaked', 'failure', () => 0.97)]));
    expect(after.window!.above).toBeGreaterThan(before.window!.above);
    expect(after.ordering!.share).toBeLessThanOrEqual(before.ordering!.share);
    expect(after.standing.is).not.toBe('separates-at');
  });

  it('keeps a decision through a second look', () => {
    const wide = [...good, ...bad].map((entry) => ({
      ...entry,
      scores: Array.from({ length: 240 }, (_, i) => entry.scores[i % 60]!),
    }));
    expect(judge({ ...stratum(wide), looks: FULL_LOOKS }).standing).toEqual(judge(stratum([...good, ...bad])).standing);
  });
});

it('bounds of the window are printed with four decimals, and never below a score', () => {
  for (let step = 0; step < 10_000; step += 37) {
    const score = step / 10_000;
    const { above } = judge(stratum([...good, cell('linear', 'failure', () => score)])).window!;
    expect(String(above).length).toBeLessThanOrEqual('0.1234'.length);
    expect(above).toBeGreaterThan(score);
  }
});

describe('stored scores', () => {
  it('decide as the scores do, and do not tell roundings apart', () => {
    expect(storedScore(0.94999)).toBe(0.9499);
    expect(storedScore(1 - 2 ** -53)).toBe(1);
    expect(storedScore(-7)).toBe(-1);
    expect(storedScore(Number.NaN)).toBeNull();
  });
});

describe('a battery', () => {
  const request = {
    stratum: { law: lawOf({ dgp: 'D1' }, 3), n: 200, m: 3 },
    claim: claimOf(['affine-elementwise']),
    metrics: ['mcc_pearson', 'r2'] as const,
    looks: SINGLE_LOOK,
  };
  const answers = answerBattery(request);
  const answerOf = (name: string): BatteryAnswer => answers.find((answer) => answer.name === name)!;

  it('finds that no useless number separates, orders or leaves a window', () => {
    const controls = answers.filter(({ control }) => control);
    expect(controls).toHaveLength(5);
    for (const { judgement } of controls) {
      expect(judgement.standing.is).toBe('does-not-separate');
      expect(judgement.window!.open).toBe(false);
      expect(judgement.ordering!.bounds.lower).toBeLessThanOrEqual(0.5);
      const rate = (side: 'success' | 'failure', kind: KindId) =>
        judgement.rates.find((entry) => entry.kind === kind && entry.side === side)!;
      const exact = rate('success', 'exact');
      const unrelated = rate('failure', 'null');
      // Sensitivity + specificity − 1 of numbers that do not look is 0, but for chance.
      expect(Math.abs(1 - exact.errors / exact.draws - unrelated.errors / unrelated.draws)).toBeLessThanOrEqual(0.3);
    }
  });

  it('finds what a metric misses, and what it sees', () => {
    expect(answerOf('r2').judgement.standing).toMatchObject({ is: 'does-not-separate' });
    expect(answerOf('r2').judgement.standing).toHaveProperty('kinds', expect.arrayContaining(['linear']));
    const pearson = answerOf('mcc_pearson').judgement;
    expect(pearson.ordering!.share).toBeGreaterThan(0.9);
  });

  it('gives every metric the same cells, whoever else is asked', () => {
    const cellsOf = ({ judgement }: BatteryAnswer) => judgement.rates.map(({ sampler, draws }) => [sampler, draws]);
    expect(cellsOf(answerOf('r2')).map(([sampler]) => sampler)).toEqual(
      cellsOf(answerOf('mcc_pearson')).map(([sampler]) => sampler),
    );
    expect(answerBattery({ ...request, metrics: ['mcc_pearson'] })[0]).toEqual(answerOf('mcc_pearson'));
  });
});

describe('claims', () => {
  it('ask what the metric says of itself', () => {
    expect(claimOfMetric('cka').claim.predicates).toEqual(['isometric']);
    expect(claimOfMetric('sap').claim.failures).toContain('doubled');
    expect(claimOfMetric('infoc_corrected').claim.failures).not.toContain('lost');
    expect(claimOfMetric('mcc_spearman').claim.failures).not.toContain('bent');
  });
});
