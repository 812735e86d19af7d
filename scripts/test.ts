/**
 * Every check of the project. Two run at a time, each on half of the processors; the browsers come last and alone, so that nothing slows
 * their tests down. Ends with what each cost, which `npm run bench -- tests` compares with `tests/budget.json`.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { COSTS_FILE, formatCosts, type Cost } from './support/costs.ts';
import { findFreePort } from './support/port.ts';
import { runFile, toolFile } from './support/tool.ts';
import { addTotals, checkTotals, playwrightTotals, vitestTotals, type Totals } from './support/totals.ts';

const REPORTS = '.cache/test-reports';
const BROWSER_REPORT = `${REPORTS}/browser.json`;
const AT_ONCE = 2;
const WORKERS = Math.max(1, Math.floor(availableParallelism() / AT_ONCE));

interface Check {
  readonly name: string;
  readonly file: string;
  readonly parameters: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  readonly totals?: (status: number) => Totals;
}

/** A project of `vitest.config.ts`. */
function unitTests(project: 'fast' | 'slow'): Check {
  const report = `${REPORTS}/${project}.json`;
  const output = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  return {
    name: `${project} tests`,
    file: toolFile('vitest'),
    parameters: ['run', '--project', project, `--maxWorkers=${WORKERS}`, '--allowOnly=false', ...output],
    totals: (status) => vitestTotals(report, status),
  };
}

/** The longest first, so that both places are busy to the end. */
const CHECKS: readonly Check[] = [
  unitTests('slow'),
  { name: 'site for the browsers', file: 'tests/browser/support/prepare-site.ts', parameters: [] },
  { name: 'types', file: toolFile('astro'), parameters: ['check'] },
  // Without a cache: what a rule finds in one file may come from a type in another.
  { name: 'lint', file: toolFile('eslint'), parameters: ['--max-warnings=0', '.'] },
  unitTests('fast'),
  { name: 'unused code', file: toolFile('knip'), parameters: [] },
  {
    name: 'format',
    file: toolFile('prettier'),
    parameters: ['--check', '--log-level=warn', '--cache', '--cache-strategy=content', '--cache-location=.cache/prettier', '.'],
  },
];

const BROWSERS: Check = {
  name: 'browser tests',
  file: toolFile('@playwright/test', 'playwright'),
  parameters: ['test', '--forbid-only', '--reporter=list,json'],
  // Another checkout may be tested on this machine at the same time.
  environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: BROWSER_REPORT, BROWSER_TEST_PORT: String(await findFreePort()) },
  totals: (status) => playwrightTotals(BROWSER_REPORT, status),
};

/** The tools see a pipe, so they must be told whether anybody reads colours. */
const COLOUR = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' };
const costs: Cost[] = [];

async function runCheck({ name, file, parameters, environment = {}, totals = checkTotals }: Check): Promise<Totals> {
  const run = await runFile(file, parameters, { environment: { ...COLOUR, ...environment }, measureProcessor: true });
  const { passed, failed, skipped } = totals(run.status);
  const verdict = failed === 0 ? 'ok' : 'FAILED';
  console.log(`${name}: ${verdict}, ${passed} passed, ${failed} failed, ${skipped} skipped, ${run.seconds.toFixed(1)} s`);
  if (failed > 0) console.log(run.output);
  costs.push({ name, seconds: run.seconds, cpu_seconds: run.processorSeconds });
  return { passed, failed, skipped };
}

async function runAll(checks: readonly Check[]): Promise<Totals[]> {
  const waiting = [...checks];
  const results: Totals[] = [];
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) results.push(await runCheck(check));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const { passed, failed } = addTotals([...(await runAll(CHECKS)), await runCheck(BROWSERS)]);
writeFileSync(COSTS_FILE, `${JSON.stringify(costs, null, 1)}\n`);
console.log(`\n${formatCosts(costs)}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
