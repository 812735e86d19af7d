import Type from 'typebox';
import type { TypeOf } from '../../src/core/documents/define-document.ts';
import { amount, closed, mapOf, nullable, text } from '../../src/core/documents/shapes.ts';
import { InputError } from '../../src/core/input-error.ts';

const cost = closed({
  name: text('Name of the check.'),
  seconds: amount('By the clock.'),
  cpu_seconds: nullable(amount('Of all processors, children included; null where the system does not tell.')),
});

/** What the checks of the last run took. */
export const costsFile = Type.Array(cost);
/** Seconds of processor time that each check may take, by its name. */
export const budgetFile = mapOf('^[a-z ]+$', amount('Seconds of processor time.'));

/** What one check of `npm test` took. */
export type Cost = TypeOf<typeof cost>;
export type Budget = TypeOf<typeof budgetFile>;

/** Where `npm test` leaves what its last run cost. */
export const COSTS_FILE = '.cache/test-reports/costs.json';
export const BUDGET_FILE = 'tests/budget.json';

const NAME_WIDTH = 24;
const NUMBER_WIDTH = 10;

function row(name: string, ...cells: readonly string[]): string {
  return name.padEnd(NAME_WIDTH) + cells.map((cell) => cell.padStart(NUMBER_WIDTH)).join('');
}

const seconds = (value: number | null) => (value === null ? 'unknown' : value.toFixed(1));

function sum(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((total, value) => (total === null || value === null ? null : total + value), 0);
}

/** A table of what each check took. Checks overlap, so only processor time adds up. */
export function formatCosts(costs: readonly Cost[]): string {
  return [
    row('', 'CPU s', 'wall s'),
    ...costs.map(({ name, seconds: wall, cpu_seconds }) => row(name, seconds(cpu_seconds), seconds(wall))),
    row('total', seconds(sum(costs.map(({ cpu_seconds }) => cpu_seconds)))),
  ].join('\n');
}

/** A check beside what it may cost. */
export interface BudgetLine {
  readonly name: string;
  readonly cpu_seconds: number | null;
  readonly budget: number;
  /** Share of the budget that it took; null where the time is unknown. */
  readonly share: number | null;
}

/**
 * Each check beside its budget, the one that is furthest over it first.
 *
 * @throws InputError where a check has no budget, or a budget no check
 */
export function compareWithBudget(costs: readonly Cost[], budget: Budget): BudgetLine[] {
  const names = new Set(costs.map(({ name }) => name));
  const faults = [
    ...[...names].filter((name) => !(name in budget)).map((name) => ({ rule: `has no budget for "${name}"`, fix: 'add one' })),
    ...Object.keys(budget)
      .filter((name) => !names.has(name))
      .map((name) => ({ rule: `has a budget for "${name}", which is not a check of npm test`, fix: 'remove it' })),
  ];
  if (faults.length > 0) throw new InputError(...faults.map((fault) => ({ path: BUDGET_FILE, ...fault })));
  return costs
    .map(({ name, cpu_seconds }) => {
      const allowed = budget[name]!;
      return { name, cpu_seconds, budget: allowed, share: cpu_seconds === null ? null : cpu_seconds / allowed };
    })
    .toSorted((a, b) => (b.share ?? 0) - (a.share ?? 0));
}

/** A table of checks beside their budgets. */
export function formatBudget(lines: readonly BudgetLine[]): string {
  return [
    row('', 'CPU s', 'budget', 'share'),
    ...lines.map(({ name, cpu_seconds, budget, share }) =>
      row(name, seconds(cpu_seconds), seconds(budget), share === null ? 'unknown' : `${Math.round(100 * share)} %`),
    ),
  ].join('\n');
}
