import { createCommand, runCommand } from '../src/runtime/node/command.ts';
import { runFile, toolFile } from './support/tool.ts';

/** Specs that look at pages one by one. */
const SPECS = ['pages', 'links'];

const command = createCommand(
  'crawl',
  'Opens every page of a built site, where npm test opens a sample: axe in both themes, errors of the console and of the policy, weights, dead links.',
).action(async () => {
  const { status } = await runFile(
    toolFile('@playwright/test', 'playwright'),
    ['test', ...SPECS.map((spec) => `/${spec}.spec.ts`), '--project', 'chromium'],
    { show: 'all', environment: { BROWSER_TEST_PAGES: 'all' } },
  );
  process.exitCode = status;
});

await runCommand(command);
