import { defineConfig, type Project } from '@playwright/test';
import { findBrowser } from './scripts/set-up/browsers.mjs';
import { BASE_PATH, SITE_FOLDER } from './tests/browser/support/site.ts';

const PORT = Number(process.env['BROWSER_TEST_PORT'] ?? 4399);
const ADDRESS = `http://127.0.0.1:${PORT}${BASE_PATH}`;

const chromium = await findBrowser('chromium');
const firefox = await findBrowser('firefox');

const chromiumProject: Project = {
  name: 'chromium',
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
    launchOptions: chromium && !chromium.bundled ? { executablePath: chromium.path } : {},
  },
};

/** Keeps Firefox from asking its maker's servers, which costs time and shows in its log. */
const QUIET_PREFERENCES = {
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'messaging-system.rsexperimentloader.enabled': false,
  'app.normandy.enabled': false,
};

/** A Firefox that is not Playwright's own build is driven by WebDriver BiDi. */
const firefoxProject: Project = {
  name: 'firefox',
  // What the first three find depends on the pages, not on the browser; over WebDriver BiDi scripts cannot be switched off.
  testIgnore: ['accessibility', 'budgets', 'links', 'without-scripts'].map((name) => `**/${name}.spec.ts`),
  use: {
    browserName: 'firefox',
    ...(firefox && !firefox.bundled
      ? { channel: 'moz-firefox', launchOptions: { executablePath: firefox.path, firefoxUserPrefs: QUIET_PREFERENCES } }
      : {}),
  },
};

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  // Generous: on a busy machine a browser may take a minute to start, and slow is not wrong.
  timeout: 300_000,
  expect: { timeout: 120_000 },
  reporter: [['list']],
  use: { baseURL: ADDRESS },
  webServer: {
    command: `"${process.execPath}" scripts/serve.ts --folder ${SITE_FOLDER} --base ${BASE_PATH} --host 127.0.0.1 --port ${PORT}`,
    url: ADDRESS,
    reuseExistingServer: false,
  },
  projects: firefox ? [chromiumProject, firefoxProject] : [chromiumProject],
});
