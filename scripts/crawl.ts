import { createCommand, runCommand } from '../src/runtime/node/command.ts';
import { runFile, toolFile } from './support/tool.ts';

/** Specs that look at pages one by one. */
const SPECS = {
  axe: ['accessibility'],
  pages: ['pages', 'links', 'budgets'],
} as const;

const command = createCommand(
  'crawl',
  'Opens every page of a built site, where npm test opens a sample: axe in both themes, errors of the console and of the policy, weights, dead links.',
)
  .argument('[what]', 'axe, pages or all', 'all')
  .action(async (what: string) => {
    const specs = what === 'all' ? Object.values(SPECS).flat() : (SPECS[what as keyof typeof SPECS] ?? []);
    if (specs.length === 0) command.error(`"${what}" is nothing to crawl: choose axe, pages or all`);
    const environment = { BROWSER_TEST_PAGES: 'all' };
    const { status } = await runFile(
      toolFile('@playwright/test', 'playwright'),
      ['test', ...specs.map((spec) => `/${spec}.spec.ts`), '--project', 'chromium'],
      { show: 'all', environment },
    );
    process.exitCode = status;
  });

await runCommand(command);
