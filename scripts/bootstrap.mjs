// @ts-check
/**
 * Runs before every command, under whatever Node the machine has: makes node_modules what the lockfile asks for, sees to a Node
 * that is new enough and, with `--browsers`, to browsers. Plain JavaScript that needs no package, and silent where nothing is to do.
 */
import { installBrowsers } from './set-up/install-browsers.mjs';
import { isInstalled } from './set-up/installed.mjs';
import { withLock } from './set-up/lock.mjs';
import { ensureNode } from './set-up/node-version.mjs';
import { pruneBuilds } from './set-up/prune.mjs';
import { runNpm, say } from './set-up/run.mjs';

function installPackages() {
  say('installing packages (npm ci)');
  if (!runNpm(['ci'])) {
    say('npm ci failed, see above');
    process.exit(1);
  }
}

if (!isInstalled()) {
  withLock(() => {
    if (!isInstalled()) installPackages();
  });
}
pruneBuilds();
if (!ensureNode()) process.exit(1);
if (process.argv.includes('--browsers') && !(await installBrowsers())) process.exit(1);
