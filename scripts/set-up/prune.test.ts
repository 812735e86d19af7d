import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unusedBuilds } from './prune.mjs';

type Target = string | { readonly [condition: string]: Target };

const FOLDER = 'node_modules/onnxruntime-web';
/** How Node, and the site's bundle (`astro.config.mjs`), resolve a name. */
const CONDITIONS = [['node'], ['onnxruntime-web-use-extern-wasm']];
const { exports } = JSON.parse(readFileSync(`${FOLDER}/package.json`, 'utf8')) as { exports: Readonly<Record<string, Target>> };

function resolve(target: Target, conditions: readonly string[]): string {
  if (typeof target === 'string') return target.replace('./dist/', '');
  const condition = Object.keys(target).find((name) => [...conditions, 'import', 'default'].includes(name));
  return resolve(target[condition!]!, conditions);
}

/** Entries of the package that the project's modules load, without those that only give types. */
function loaded(): { readonly entry: string; readonly conditions: readonly string[] }[] {
  return globSync('{src,scripts,tests}/**/*.{ts,astro,mjs}')
    .filter((path) => !path.endsWith('prune.test.ts'))
    .flatMap((path) => {
      const conditions = CONDITIONS[path.startsWith('src/runtime/browser/') ? 1 : 0]!;
      const names = [...readFileSync(path, 'utf8').matchAll(/^import (?!type)[^;]*from 'onnxruntime-web([^']*)'/gm)];
      return names.map(([, entry]) => ({ entry: `.${entry!.replace('?url', '')}`, conditions }));
    });
}

describe('what set-up removes of onnxruntime-web', () => {
  it('is nothing that a module of the project loads', () => {
    const files = loaded().map(({ entry, conditions }) => resolve(exports[entry]!, conditions));
    expect(files.toSorted()).toEqual(
      expect.arrayContaining(['ort-wasm-simd-threaded.wasm', 'ort.node.min.mjs', 'ort.wasm.min.mjs']),
    );
    expect(unusedBuilds(files)).toEqual([]);
  });

  it('is every other build', () => {
    const all = ['ort.all.min.mjs', 'ort-wasm-simd-threaded.jsep.wasm', 'ort.wasm.min.mjs.map'];
    expect(unusedBuilds(all)).toEqual(all);
  });
});
