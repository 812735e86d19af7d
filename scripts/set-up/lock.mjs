// @ts-check
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { say } from './run.mjs';

const LOCK = '.cache/set-up.lock';
const POLL_MILLISECONDS = 250;

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

function tryLock() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

/** @returns {number | undefined} the process that holds the lock, unless it is released in between */
function lockOwner() {
  try {
    return Number(readFileSync(LOCK, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The lock of a process that was killed would block for ever. @param {number} owner */
function isStale(owner) {
  return owner > 0 && (owner === process.pid || !isRunning(owner));
}

/**
 * Runs the action while no other command sets up the same checkout: two `npm ci` at once destroy each other's work.
 *
 * @param {() => void} action
 */
export function withLock(action) {
  mkdirSync('.cache', { recursive: true });
  const clock = new Int32Array(new SharedArrayBuffer(4));
  let told = false;
  while (!tryLock()) {
    const owner = lockOwner();
    if (owner !== undefined && isStale(owner)) {
      rmSync(LOCK, { force: true });
      continue;
    }
    if (!told) say(`waiting for process ${owner}, which sets up this checkout (if there is none, delete ${LOCK})`);
    told = true;
    Atomics.wait(clock, 0, 0, POLL_MILLISECONDS);
  }
  process.once('exit', () => rmSync(LOCK, { force: true }));
  action();
  rmSync(LOCK, { force: true });
}
