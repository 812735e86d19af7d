/** Every check of the project. Two run at a time; the browsers come last and alone, so that nothing slows their tests down. */
import { mkdirSync, rmSync } from 'node:fs';
import { findFreePort } from './support/port.ts';
import { runFile, toolFile } from './support/tool.ts';
import { addTotals, checkTotals, playwrightTotals, vitestTotals, type Totals } from './support/totals.ts';

const REPORTS = '.cache/test-reports';
const UNIT_REPORT = `${REPORTS}/unit.json`;
const BROWSER_REPORT = `${REPORTS}/browser.json`;
const AT_ONCE = 2;

interface Check {
  readonly name: string;
  readonly file: string;
  readonly parameters: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  readonly totals?: (status: number) => Totals;
}

const UNIT_PARAMETERS = ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`, '--allowOnly=false'];

const CHECKS: readonly Check[] = [
  {
    name: 'unit tests',
    file: toolFile('vitest'),
    parameters: UNIT_PARAMETERS,
    totals: (status) => vitestTotals(UNIT_REPORT, status),
  },
  { name: 'format', file: toolFile('prettier'), parameters: ['--check', '--log-level=warn', '.'] },
  { name: 'lint', file: toolFile('eslint'), parameters: ['--max-warnings=0', '.'] },
  { name: 'types', file: toolFile('astro'), parameters: ['check'] },
  { name: 'unused code', file: toolFile('knip'), parameters: [] },
  { name: 'site for the browsers', file: 'tests/browser/support/prepare-site.ts', parameters: [] },
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

async function runCheck({ name, file, parameters, environment = {}, totals = checkTotals }: Check): Promise<Totals> {
  const { status, output, seconds } = await runFile(file, parameters, { environment: { ...COLOUR, ...environment } });
  const { passed, failed, skipped } = totals(status);
  const verdict = failed === 0 ? 'ok' : 'FAILED';
  console.log(`${name}: ${verdict}, ${passed} passed, ${failed} failed, ${skipped} skipped, ${seconds.toFixed(1)} s`);
  if (failed > 0) console.log(output);
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
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
