import { readFile } from 'node:fs/promises';
import { InputError } from '../../src/core/input-error.ts';
import { readTextIfPresent } from '../../src/runtime/node/folders.ts';
import { BUDGET_FILE, compareWithBudget, COSTS_FILE, type Budget, type BudgetLine, type Cost } from '../support/costs.ts';

/** What the last run of `npm test` cost beside what it may cost. */
export interface TestCosts {
  readonly schema: 'custodes/bench-tests/1';
  readonly lines: readonly BudgetLine[];
}

/** Compares the last run of `npm test` with its budget. @throws InputError where there was none */
export async function measureTests(): Promise<TestCosts> {
  const text = await readTextIfPresent(COSTS_FILE);
  if (text === null) throw new InputError({ path: COSTS_FILE, rule: 'is not there', fix: 'run npm test first' });
  const budget = JSON.parse(await readFile(BUDGET_FILE, 'utf8')) as Budget;
  return { schema: 'custodes/bench-tests/1', lines: compareWithBudget(JSON.parse(text) as Cost[], budget) };
}
