// @ts-check
import { readFileSync } from 'node:fs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lockfile
 */

/**
 * Whether the packages that npm says it installed are those that the lockfile asks for. Optional packages may be missing:
 * they are the builds for other platforms.
 *
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} found npm's own record of what it installed, node_modules/.package-lock.json
 */
export function matchesLockfile(wanted, found) {
  const locked = Object.entries(wanted.packages).filter(([path]) => path !== '');
  const complete = locked.every(([path, { integrity, version, optional }]) => {
    const installed = found.packages[path];
    if (!installed) return optional === true;
    return installed.integrity === integrity && installed.version === version;
  });
  return complete && Object.keys(found.packages).every((path) => path in wanted.packages);
}

/** Whether `node_modules` is what the lockfile asks for. An installation that was cut short has no record and counts as missing. */
export function isInstalled() {
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  try {
    return matchesLockfile(wanted, JSON.parse(readFileSync('node_modules/.package-lock.json', 'utf8')));
  } catch {
    return false;
  }
}
