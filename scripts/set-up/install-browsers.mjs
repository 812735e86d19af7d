// @ts-check
import { existsSync } from 'node:fs';
import { findBrowser } from './browsers.mjs';
import { run, runQuietly, say } from './run.mjs';

/** @typedef {import('./browsers.mjs').BrowserName} BrowserName */

/** @type {Readonly<Record<BrowserName, string>>} */
const DEBIAN_PACKAGES = { chromium: 'chromium', firefox: 'firefox-esr' };
const QUIET = ['-y', '-qq', '-o', 'DPkg::Lock::Timeout=120'];
const APT_ENVIRONMENT = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
const UPDATE_ATTEMPTS = 3;

/** @param {readonly string[]} packages */
function aptInstall(packages) {
  return runQuietly('apt-get', ['install', ...QUIET, '--no-install-recommends', ...packages], APT_ENVIRONMENT);
}

/** A fresh image has no package lists, and a mirror may fail once. */
function aptUpdate() {
  for (let attempt = 0; attempt < UPDATE_ATTEMPTS; attempt++) {
    if (runQuietly('apt-get', ['update', ...QUIET], APT_ENVIRONMENT)) return;
  }
}

/** @param {readonly BrowserName[]} names */
function installFromDebian(names) {
  const packages = names.map((name) => DEBIAN_PACKAGES[name]);
  say(`installing ${packages.join(' and ')} with apt-get`);
  aptUpdate();
  // One by one where they fail together, so that a missing Firefox costs only Firefox.
  if (!aptInstall(packages)) for (const name of packages) aptInstall([name]);
}

/** @param {readonly BrowserName[]} names */
function installFromPlaywright(names) {
  say(`installing Playwright's own ${names.join(' and ')}`);
  for (const name of names) run(process.execPath, ['node_modules/playwright-core/cli.js', 'install', name]);
}

/** @param {readonly BrowserName[]} names */
async function missingOf(names) {
  const found = await Promise.all(names.map(findBrowser));
  return names.filter((_, index) => found[index] === undefined);
}

/**
 * Makes sure that there are browsers for the tests. Chromium is needed, Firefox is used where it can be had.
 *
 * @returns {Promise<boolean>} whether Chromium is there
 */
export async function installBrowsers() {
  const missing = await missingOf(['chromium', 'firefox']);
  if (missing.length > 0) {
    if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) installFromDebian(missing);
    else installFromPlaywright(missing);
  }
  const stillMissing = await missingOf(missing);
  if (stillMissing.includes('firefox')) say('Firefox could not be installed: the browser tests run in Chromium only');
  if (!stillMissing.includes('chromium')) return true;
  say('Chromium could not be installed: install it by hand, or name an executable in CHROMIUM_PATH');
  return false;
}
