import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

type Lockfile = Readonly<Record<string, Locked>>;

const readLockfile = (path: string) => (JSON.parse(readFileSync(path, 'utf8')) as { packages: Lockfile }).packages;
const packages = readLockfile('package-lock.json');
/** The Node that set-up brings where the machine's is too old. */
const node = readLockfile('scripts/set-up/node/package-lock.json');
const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { allowScripts: Readonly<Record<string, boolean>> };

/** As Node resolves: beside the package, then beside each package around it. */
function isLocked(name: string, from: string): boolean {
  for (let path = from; ; path = path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/')))) {
    if (`${path === '' ? '' : `${path}/`}node_modules/${name}` in packages) return true;
    if (path === '') return false;
  }
}

describe('the lockfile', () => {
  it('holds the builds for every platform: npm ci refuses it otherwise, npm install does not notice', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(name, path))
        .map((name) => `${name} of ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it('pins the content of every package', () => {
    const all = [packages, node].flatMap((lockfile) => Object.entries(lockfile));
    const unpinned = all.filter(([path, { integrity }]) => path !== '' && !integrity);
    expect(unpinned.map(([path]) => path)).toEqual([]);
  });

  it('has no install script that set-up would have to run', () => {
    const scripted = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript === true);
    const names = new Set(scripted.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)));
    for (const name of names) expect(allowScripts[name] ?? name, 'package.json, allowScripts').toBe(false);
  });

  it('holds each package of Octokit’s types once', () => {
    const copies = Object.keys(packages).filter((path) => /@octokit\/(openapi-types|types)$/.test(path));
    expect(copies.toSorted()).toEqual(['node_modules/@octokit/openapi-types', 'node_modules/@octokit/types']);
  });

  it('leaves out what one command alone needs, and the machine may have: Lighthouse and Node', () => {
    expect(Object.keys(packages).filter((path) => /\/(lighthouse|node-(linux|darwin|win)-\w+)$/.test(path))).toEqual([]);
  });
});
