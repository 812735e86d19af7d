/**
 * Every check of the project, as many at a time as keep the processors busy to the end: each works on one of them, the longest begin,
 * and the browsers start as soon as their site is built. Ends with what each cost, which `npm run bench -- tests` compares with
 * `tests/budget.json`.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { COSTS_FILE, formatCosts, type Cost } from './support/costs.ts';
import { findBrowser } from './set-up/browsers.mjs';
import { findFreePort } from './support/port.ts';
import { runTasks, type Task } from './support/run-tasks.ts';
import { runFile, toolFile } from './support/tool.ts';
import { addTotals, checkTotals, playwrightTotals, vitestTotals, type Totals } from './support/totals.ts';

const REPORTS = '.cache/test-reports';
/** Checks at a time, beyond which each gets more workers instead. */
const PLACES = 4;
const WORKERS = Math.max(1, Math.floor(availableParallelism() / PLACES));
const AT_ONCE = Math.ceil(availableParallelism() / WORKERS);

interface Check extends Task {
  readonly file: string;
  readonly parameters: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  readonly totals?: (status: number) => Totals;
}

/** A project of `vitest.config.ts`. */
function unitTests(project: string): Check {
  const report = `${REPORTS}/${project}.json`;
  const output = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  return {
    name: `${project} tests`,
    file: toolFile('vitest'),
    parameters: ['run', '--project', project, `--maxWorkers=${WORKERS}`, '--allowOnly=false', ...output],
    totals: (status) => vitestTotals(report, status),
  };
}

const SITE: Check = { name: 'site for the browsers', file: 'tests/browser/support/prepare-site.ts', parameters: [] };

/** A project of `playwright.config.ts`. */
async function browserTests(project: 'chromium' | 'firefox'): Promise<Check> {
  const report = `${REPORTS}/${project}.json`;
  const places = ['--project', project, `--workers=${WORKERS}`, '--output', `test-results/${project}`];
  return {
    name: `${project} tests`,
    file: toolFile('@playwright/test', 'playwright'),
    parameters: ['test', '--forbid-only', '--reporter=list,json', ...places],
    // Another checkout may be tested on this machine at the same time.
    environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: report, BROWSER_TEST_PORT: String(await findFreePort()) },
    totals: (status) => playwrightTotals(report, status),
    after: SITE.name,
  };
}

/** The longest first; Firefox only where there is one, as set-up says. */
const CHECKS: readonly Check[] = [
  SITE,
  unitTests('slow-workflows'),
  await browserTests('chromium'),
  unitTests('slow-engine'),
  unitTests('slow-registry'),
  ...((await findBrowser('firefox')) ? [await browserTests('firefox')] : []),
  unitTests('fast'),
  { name: 'types', file: toolFile('astro'), parameters: ['check'] },
  // Without a cache: what a rule finds in one file may come from a type in another.
  { name: 'lint', file: toolFile('eslint'), parameters: ['--max-warnings=0', '.'] },
  {
    name: 'format',
    file: toolFile('prettier'),
    parameters: ['--check', '--log-level=warn', '--cache', '--cache-strategy=content', '--cache-location=.cache/prettier', '.'],
  },
  { name: 'unused code', file: toolFile('knip'), parameters: [] },
];

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

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const { passed, failed } = addTotals(await runTasks(CHECKS, AT_ONCE, runCheck));
writeFileSync(COSTS_FILE, `${JSON.stringify(costs, null, 1)}\n`);
console.log(`\n${formatCosts(costs)}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
