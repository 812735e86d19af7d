// @ts-check
import { existsSync } from 'node:fs';

/**
 * @typedef {'chromium' | 'firefox'} BrowserName
 * @typedef {{ path: string, bundled: boolean }} Browser `bundled`: Playwright's own build, which it drives by its own protocol
 */

/** @type {Readonly<Record<BrowserName, { variable: string, paths: readonly string[] }>>} */
const PLACES = {
  chromium: {
    variable: 'CHROMIUM_PATH',
    paths: [
      '/usr/bin/chromium',
      '/usr/bin/google-chrome',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ],
  },
  firefox: { variable: 'FIREFOX_PATH', paths: ['/usr/bin/firefox-esr', '/usr/bin/firefox'] },
};

/**
 * A browser for the tests: the one that the environment names, else Playwright's own, else the system's.
 * Playwright is imported late, because set-up asks before it is installed.
 *
 * @param {BrowserName} name
 * @returns {Promise<Browser | undefined>}
 */
export async function findBrowser(name) {
  const { variable, paths } = PLACES[name];
  const named = process.env[variable];
  if (named) return existsSync(named) ? { path: named, bundled: false } : undefined;
  const playwright = await import('playwright-core');
  const bundled = playwright[name].executablePath();
  if (existsSync(bundled)) return { path: bundled, bundled: true };
  const path = paths.find((place) => existsSync(place));
  return path === undefined ? undefined : { path, bundled: false };
}
