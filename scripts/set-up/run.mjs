// @ts-check
import { spawnSync } from 'node:child_process';

/** Everything goes to stderr: stdout belongs to the command that is being set up. */
const STANDARD_ERROR = 2;

/** @param {string} text */
export function say(text) {
  console.error(`set-up: ${text}`);
}

/**
 * Runs a program, shows what it says, and tells whether it succeeded.
 *
 * @param {string} program
 * @param {readonly string[]} parameters
 */
export function run(program, parameters) {
  const { status } = spawnSync(program, parameters, {
    stdio: ['ignore', STANDARD_ERROR, STANDARD_ERROR],
    shell: process.platform === 'win32' && program === 'npm',
  });
  return status === 0;
}

/**
 * Runs a talkative program, shows what it says only if it fails, and tells whether it succeeded.
 *
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {NodeJS.ProcessEnv} environment
 */
export function runQuietly(program, parameters, environment) {
  const { status, stdout, stderr } = spawnSync(program, parameters, { encoding: 'utf8', env: environment });
  if (status !== 0) console.error(`${stdout ?? ''}${stderr ?? ''}`.trimEnd());
  return status === 0;
}

/** No package of ours needs its install script, and some would fetch what is not in the lockfile. */
const NPM_OPTIONS = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Runs the npm that runs this command, or the one on the path, and tells whether it succeeded.
 *
 * @param {readonly string[]} parameters
 */
export function runNpm(parameters) {
  const npm = process.env['npm_execpath'];
  const all = [...parameters, ...NPM_OPTIONS];
  return npm ? run(process.execPath, [npm, ...all]) : run('npm', all);
}
