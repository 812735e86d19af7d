import { readFile } from 'node:fs/promises';
import { InputError } from '../../src/core/input-error.ts';
import { parseAs } from '../../src/registry/validator.ts';
import { readTextIfPresent } from '../../src/runtime/node/folders.ts';
import { BUDGET_FILE, budgetFile, compareWithBudget, COSTS_FILE, costsFile, type BudgetLine } from '../support/costs.ts';

/** What the last run of `npm test` cost beside what it may cost. */
export interface TestCosts {
  readonly schema: 'custodes/bench-tests/1';
  readonly lines: readonly BudgetLine[];
}

/** Compares the last run of `npm test` with its budget. @throws InputError where there was none */
export async function measureTests(): Promise<TestCosts> {
  const text = await readTextIfPresent(COSTS_FILE);
  if (text === null) throw new InputError({ path: COSTS_FILE, rule: 'is not there', fix: 'run npm test first' });
  const allowed = parseAs(budgetFile, await readFile(BUDGET_FILE, 'utf8'), BUDGET_FILE);
  return { schema: 'custodes/bench-tests/1', lines: compareWithBudget(parseAs(costsFile, text, COSTS_FILE), allowed) };
}
