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
  // What depends on the engine: its numbers, its threads, and whether it runs every template's scripts. The rest depends on the pages.
  grep: /@engine/,
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
  // Generous, since a busy machine is slow and slow is not wrong; what computes for longer says so itself.
  timeout: 180_000,
  expect: { timeout: 90_000 },
  reporter: [['list']],
  use: { baseURL: ADDRESS },
  webServer: {
    command: `"${process.execPath}" scripts/serve.ts --folder ${SITE_FOLDER} --base ${BASE_PATH} --host 127.0.0.1 --port ${PORT}`,
    url: ADDRESS,
    reuseExistingServer: false,
  },
  projects: firefox ? [chromiumProject, firefoxProject] : [chromiumProject],
});
