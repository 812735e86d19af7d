import { readFileSync } from 'node:fs';
import Type, { type TSchema } from 'typebox';
import type { TypeOf } from '../../src/core/documents/define-document.ts';
import { parseAs } from '../../src/registry/validator.ts';

/** How many tests ended in which way. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const count = Type.Integer();

const vitestReport = Type.Object({
  numPassedTests: count,
  numFailedTests: count,
  numPendingTests: count,
  numTodoTests: count,
});

const playwrightReport = Type.Object({
  stats: Type.Object({ expected: count, unexpected: count, flaky: count, skipped: count }),
});

function readReport<Schema extends TSchema>(schema: Schema, path: string): TypeOf<Schema> | undefined {
  try {
    return parseAs(schema, readFileSync(path, 'utf8'), path);
  } catch {
    return undefined;
  }
}

/** A runner that failed without naming a failed test, or left no report, counts as one failure. */
function withRunner(totals: Totals, status: number): Totals {
  return status !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
}

export function vitestTotals(path: string, status: number): Totals {
  const report = readReport(vitestReport, path);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report;
  return withRunner({ passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }, status);
}

export function playwrightTotals(path: string, status: number): Totals {
  const stats = readReport(playwrightReport, path)?.stats;
  if (!stats) return { passed: 0, failed: 1, skipped: 0 };
  return withRunner({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }, status);
}

/** A check that either passes or fails counts as one test. */
export function checkTotals(status: number): Totals {
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
}

export function addTotals(all: readonly Totals[]): Totals {
  const sum = (pick: (totals: Totals) => number) => all.reduce((total, totals) => total + pick(totals), 0);
  return { passed: sum(({ passed }) => passed), failed: sum(({ failed }) => failed), skipped: sum(({ skipped }) => skipped) };
}
