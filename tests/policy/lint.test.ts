import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

/** Type-aware rules need files on disk; the rules under test here read one file at a time. */
const eslint = new ESLint({
  overrideConfig: {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: false } },
    rules: {
      '@typescript-eslint/await-thenable': 'off',
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-for-in-array': 'off',
      '@typescript-eslint/no-misused-promises': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
    },
  },
});

async function rulesBroken(filePath: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return result!.messages.map(({ ruleId, fatal, message }) => (fatal ? message : ruleId));
}

describe('validated-documents', () => {
  it.each([
    ['src/registry/wrong.ts', 'export const read = (text: string): Document => JSON.parse(text);'],
    ['src/runtime/node/wrong.ts', 'export const read = (text: string) => JSON.parse(text) as { readonly slug: string };'],
    ['scripts/wrong.ts', 'const { slug } = JSON.parse(process.argv[2]!);\nconsole.log(slug);'],
    ['src/runtime/browser/wrong.ts', 'export const load = async (r: Response): Promise<Document> => await r.json();'],
    ['src/runtime/browser/wrong.ts', 'export const load = (r: Response) => r.json() as Promise<Document>;'],
  ])('refuses in %s: %s', async (path, code) => {
    expect(await rulesBroken(path, code)).toContain('custodes/validated-documents');
  });

  it.each([
    ['src/runtime/node/right.test.ts', 'export const read = (text: string) => JSON.parse(text) as Document;'],
    ['src/views/right.ts', 'export const write = (value: object) => JSON.stringify(value);'],
  ])('allows in %s: %s', async (path, code) => {
    expect(await rulesBroken(path, code)).not.toContain('custodes/validated-documents');
  });
});

describe('layer-imports', () => {
  it.each([
    ['src/core/wrong.ts', "import { measure } from '../metrics/measure.ts';\nmeasure();"],
    ['src/metrics/wrong.ts', "import { TRACKS } from '../suite/tracks/catalogue.ts';\nTRACKS.at(0);"],
    ['src/suite/wrong.ts', "import { measure } from '../metrics/measure.ts';\nmeasure();"],
    ['src/evaluation/wrong.ts', "export { recordDigest } from '../registry/digest.ts';"],
    ['src/evaluation/wrong.ts', "export * from '../runtime/node/progress.ts';"],
    ['src/registry/wrong.ts', "export const load = () => import('../runtime/browser/cache.ts');"],
    ['src/registry/wrong.ts', "import { row } from '../views/row.ts';\nrow();"],
    ['src/views/wrong.ts', "import { files } from '../runtime/node/registry-files.ts';\nfiles();"],
    ['src/components/wrong.ts', "import { page } from '../pages/page.ts';\npage();"],
    ['src/runtime/node/wrong.ts', "import { cache } from '../browser/cache.ts';\ncache();"],
    ['src/core/wrong.ts', "import { readFileSync } from 'node:fs';\nreadFileSync('x');"],
    ['src/registry/wrong.ts', "import * as d3 from 'd3';\nd3.max([1]);"],
    ['src/registry/wrong.ts', "import type { InferenceSession } from 'onnxruntime-web';\nexport type S = InferenceSession;"],
    ['src/somewhere/new.ts', "import { Matrix } from '../core/matrix.ts';\nexport type M = Matrix;"],
  ])('refuses in %s: %s', async (path, code) => {
    expect(await rulesBroken(path, code)).toContain('custodes/layer-imports');
  });

  it.each([
    ['src/metrics/right.ts', "import { sqrt } from '../core/mathematics.ts';\nimport { ranks } from './ranks.ts';\nranks(sqrt);"],
    ['src/registry/right.ts', "import { sha256 } from '@noble/hashes/sha2.js';\nsha256(new Uint8Array());"],
    ['src/runtime/node/right.ts', "import { readFileSync } from 'node:fs';\nreadFileSync('x');"],
    ['src/core/right.test.ts', "import { readFileSync } from 'node:fs';\nreadFileSync('x');"],
  ])('accepts in %s: %s', async (path, code) => {
    expect(await rulesBroken(path, code)).toEqual([]);
  });
});

describe('suite-ids', () => {
  it.each([
    ['src/evaluation/wrong.ts', "export const wrong = ['E9', 'E10'].includes(process());\ndeclare function process(): string;"],
    ['src/views/wrong.ts', 'export const wrong = `D2`;'],
    ['src/views/wrong.ts', "export const wrong = { D1: 'independent' };"],
    ['src/registry/wrong.ts', "export type Wrong = 'E14' | 'other';"],
    ['src/boards/wrong.ts', "export const wrong = { nearestDgp: 'D5' };"],
    ['src/suite/dgps/sparse/index.ts', "export const wrong = { id: 'D8', like: 'D1' };"],
    ['src/suite/geometries/geometry.ts', "export const wrong = { id: 'E3' };"],
    ['src/pages/wrong.astro', "---\nconst wrong = 'E3';\n---\n\n<p>{wrong}</p>\n"],
    ['src/components/wrong.astro', '<Cell geometry="E3" />\n'],
    ['scripts/wrong.ts', "export const wrong = 'D3';"],
  ])('refuses in %s: %s', async (path, code) => {
    expect(await rulesBroken(path, code)).toContain('custodes/suite-ids');
  });

  it.each([
    ['src/suite/dgps/sparse/index.ts', "export const right = { id: 'D8' };"],
    ['src/suite/geometries/list.ts', "export type Right = 'E1' | 'E2';"],
    ['src/views/right.test.ts', "export const right = 'E3';"],
    ['tests/views/right.ts', "export const right = 'E3';"],
    ['src/views/right.ts', "export const right = ['E0', 'E99', 'As E1, with noise', 'sparse'];"],
    ['src/pages/right.astro', '<p>Dense linear mixtures (E3) of independent factors (D1).</p>\n'],
  ])('accepts in %s: %s', async (path, code) => {
    expect(await rulesBroken(path, code)).not.toContain('custodes/suite-ids');
  });
});

describe('determinism', () => {
  it.each([
    'export const wrong = Math.sin(1);',
    'export const wrong = Math.random();',
    "export const wrong = Math['cos'](1);",
    'const { tanh } = Math;\nexport const wrong = tanh(1);',
    'const M = Math;\nexport const wrong = M.exp(1);',
    'export const wrong = [1, 2].map(Math.log);',
    'export const wrong = (x: number) => x ** 3;',
    'export const wrong = (x: number) => 2 ** (x / 3);',
    'export const wrong = (x: number) => Math.pow(x, 0.5);',
    'export const wrong = (1.5).toLocaleString();',
    "export const wrong = ['b', 'a'].sort((a, b) => a.localeCompare(b));",
  ])('refuses %s', async (code) => {
    for (const layer of ['core', 'metrics', 'suite', 'evaluation']) {
      expect(await rulesBroken(`src/${layer}/wrong.ts`, code)).toContain('no-restricted-syntax');
    }
  });

  it.each(['Date.now()', 'new Date()', 'performance.now()', 'new Intl.Collator()', 'crypto.randomUUID()'])(
    'refuses %s',
    async (expression) => {
      expect(await rulesBroken('src/suite/wrong.ts', `export const wrong = ${expression};`)).toContain('no-restricted-globals');
    },
  );

  it.each(['process.env', 'document.title', 'window', "fetch('x')", 'navigator.language', 'Buffer.alloc(1)'])(
    'refuses the host in the registry: %s',
    async (expression) => {
      expect(await rulesBroken('src/registry/wrong.ts', `export const wrong = ${expression};`)).toContain(
        'no-restricted-globals',
      );
    },
  );

  it('accepts exact arithmetic', async () => {
    const code = 'export const right = (x: number) => Math.sqrt(x ** 2) + 2 ** -52 + Math.floor(x) * Math.PI + Math.imul(x, 3);';
    expect(await rulesBroken('src/core/right.ts', code)).toEqual([]);
  });
});

describe('pages', () => {
  it('refuses set:html, which would let a submitter write markup', async () => {
    const code = '---\nconst title = "<b>x</b>";\n---\n\n<p set:html={title} />\n';
    expect(await rulesBroken('src/pages/wrong.astro', code)).toContain('astro/no-set-html-directive');
  });
});
