import { readFileSync } from 'node:fs';

/** How many tests ended in which way. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number; readonly skipped: number };
}

function readReport<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

/** A runner that failed without naming a failed test, or left no report, counts as one failure. */
function withRunner(totals: Totals, status: number): Totals {
  return status !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
}

export function vitestTotals(path: string, status: number): Totals {
  const report = readReport<VitestReport>(path);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report;
  return withRunner({ passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }, status);
}

export function playwrightTotals(path: string, status: number): Totals {
  const stats = readReport<PlaywrightReport>(path)?.stats;
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
