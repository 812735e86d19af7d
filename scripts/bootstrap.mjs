// @ts-check
/**
 * Runs before every command, under whatever Node the machine has: makes node_modules what the lockfile asks for, sees to a Node
 * that is new enough and, with `--browsers`, to browsers. Plain JavaScript that needs no package, and silent where nothing is to do.
 */
import { installBrowsers } from './set-up/install-browsers.mjs';
import { isInstalled } from './set-up/installed.mjs';
import { withLock } from './set-up/lock.mjs';
import { ensureNode } from './set-up/node-version.mjs';
import { run, say } from './set-up/run.mjs';

/** No package of ours needs its install script, and some would fetch what is not in the lockfile. */
const INSTALL = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

function installPackages() {
  say('installing packages (npm ci)');
  const npm = process.env['npm_execpath'];
  const installed = npm ? run(process.execPath, [npm, ...INSTALL]) : run('npm', INSTALL);
  if (!installed) {
    say('npm ci failed, see above');
    process.exit(1);
  }
}

if (!isInstalled()) {
  withLock(() => {
    if (!isInstalled()) installPackages();
  });
}
if (!ensureNode()) process.exit(1);
if (process.argv.includes('--browsers') && !(await installBrowsers())) process.exit(1);
