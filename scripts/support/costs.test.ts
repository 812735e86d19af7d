import { describe, expect, it } from 'vitest';
import { compareWithBudget, formatBudget, formatCosts } from './costs.ts';

const COSTS = [
  { name: 'lint', seconds: 12.34, cpu_seconds: 20 },
  { name: 'fast tests', seconds: 30, cpu_seconds: 90 },
];

describe('costs of the tests', () => {
  it('are printed by check, and processor time is added up', () => {
    expect(formatCosts(COSTS)).toMatch(/^lint +20\.0 +12\.3$/m);
    expect(formatCosts(COSTS)).toMatch(/^total +110\.0$/m);
  });

  it('have no total where one is unknown', () => {
    expect(formatCosts([...COSTS, { name: 'types', seconds: 1, cpu_seconds: null }])).toMatch(/^total +unknown$/m);
  });

  it('stand beside their budgets, the one furthest over its own first', () => {
    const lines = compareWithBudget(COSTS, { lint: 40, 'fast tests': 60 });
    expect(lines.map(({ name, share }) => [name, share])).toEqual([
      ['fast tests', 1.5],
      ['lint', 0.5],
    ]);
    expect(formatBudget(lines)).toMatch(/^fast tests +90\.0 +60\.0 +150 %$/m);
  });

  it.each([
    ['a check without a budget', { lint: 1 }, /has no budget for "fast tests"; add one/],
    ['a budget without a check', { lint: 1, 'fast tests': 1, gone: 1 }, /has a budget for "gone"/],
  ])('are refused with %s', (_, budget, message) => {
    expect(() => compareWithBudget(COSTS, budget)).toThrow(message);
  });
});
