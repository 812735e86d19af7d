import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { addTotals, checkTotals, playwrightTotals, vitestTotals } from './totals.ts';

const folder = mkdtempSync(join(tmpdir(), 'custodes-totals-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe('totals', () => {
  it('come from the runners’ own reports', () => {
    const vitest = report({ numPassedTests: 5, numFailedTests: 2, numPendingTests: 1, numTodoTests: 0 });
    expect(vitestTotals(vitest, 1)).toEqual({ passed: 5, failed: 2, skipped: 1 });
    const playwright = report({ stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 2 } });
    expect(playwrightTotals(playwright, 1)).toEqual({ passed: 7, failed: 2, skipped: 2 });
  });

  it('count a runner that broke down as a failure', () => {
    const passing = report({ numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 });
    expect(vitestTotals(passing, 1).failed).toBe(1);
    expect(vitestTotals(join(folder, 'none.json'), 0).failed).toBe(1);
    expect(playwrightTotals(join(folder, 'none.json'), 0).failed).toBe(1);
  });

  it('add up', () => {
    expect(addTotals([checkTotals(0), checkTotals(1), { passed: 3, failed: 0, skipped: 4 }])).toEqual({
      passed: 4,
      failed: 1,
      skipped: 4,
    });
  });
});
