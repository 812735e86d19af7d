// @ts-check
import { spawnSync } from 'node:child_process';

/** Everything goes to stderr: stdout belongs to the command that is being set up. */
const STANDARD_ERROR = 2;

/** @param {string} text */
export function say(text) {
  console.error(`set-up: ${text}`);
}

/**
 * Runs a program and says whether it succeeded.
 *
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {NodeJS.ProcessEnv} [environment]
 */
export function run(program, parameters, environment = process.env) {
  const { status } = spawnSync(program, parameters, {
    stdio: ['ignore', STANDARD_ERROR, STANDARD_ERROR],
    env: environment,
    shell: process.platform === 'win32' && program === 'npm',
  });
  return status === 0;
}
