// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { say } from './run.mjs';

/** The first release that runs TypeScript files by itself. */
const OLDEST = [22, 18];

/** @param {string} version as `node --version` prints it */
export function isRecent(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > (OLDEST[0] ?? 0) || (major === OLDEST[0] && minor >= (OLDEST[1] ?? 0));
}

/** npm puts `node_modules/.bin` first on the path of every script, so this link decides which Node the commands get. */
const LINK = 'node_modules/.bin/node';

/** Makes the pinned Node the one that the commands get, where there is a build for this machine and it starts. */
function linkPinnedNode() {
  const folder = `node-${process.platform}-${process.arch}`;
  const program = `node_modules/${folder}/bin/node`;
  if (process.platform === 'win32' || !existsSync(program)) return undefined;
  const version = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout?.trim();
  if (!version) {
    rmSync(LINK, { force: true });
    return undefined;
  }
  if (!existsSync(LINK)) symlinkSync(`../${folder}/bin/node`, LINK);
  return version;
}

/** Whether the command that follows will run under a Node that is new enough; says what to do where it will not. */
export function ensureNode() {
  const version = linkPinnedNode() ?? process.version;
  if (isRecent(version)) return true;
  say(
    `Node ${version} is too old and this project pins none for ${process.platform}-${process.arch}; install Node 24 (22.18 is the oldest that works)`,
  );
  return false;
}
