import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { companionFaults, isReserved } from './companion-files.ts';
import { LIMITS } from './limits.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const rulesOf = (name: string, content = bytes('text')) =>
  companionFaults('submissions/a/1', new Map([[name, content]])).map(({ rule }) => rule);

test.each([
  'README.md',
  'LICENSE',
  'COPYING',
  'train.sh',
  'train.py',
  '.gitkeep',
  'notes/.gitkeep',
  'requirements.txt',
  'curves/loss.csv',
  'environment.yaml',
  'config.toml',
  'refs.bib',
  'Makefile',
  'explore.ipynb',
  'LICENSE.txt',
])('%s is let in', (name) => expect(rulesOf(name)).toEqual([]));

test.each([
  'recipe.ts',
  'page.mdx',
  'page.astro',
  'x.js',
  'x.mjs',
  'x.cjs',
  'x.jsx',
  'x.tsx',
  'x.d.ts',
  'x.mts',
  'x.html',
  'x.svg',
  'x.css',
  'x.so',
  'x.exe',
  'x.pickle',
  'x.png',
  '.env',
  '.gitattributes',
  '.gitmodules',
  '.eslintrc.json',
  'a/b/deep.md',
  'noext',
  'x.md ',
  '../x.md',
  'x.MD',
])('%s is of no kind that is allowed', (name) =>
  expect(rulesOf(name)).toEqual(['is named by no manifest entry and of no kind that is allowed']),
);

test('the fix says what is allowed', () => {
  const [fault] = companionFaults('submissions/a/1', new Map([['recipe.ts', bytes('')]]));
  expect(fault!.fix).toContain('.md .txt');
  expect(fault!.fix).toContain('LICENSE');
});

test('a companion is text in UTF-8 and no larger than any file', () => {
  expect(rulesOf('a.md', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0xff))).toEqual(['is no UTF-8 at byte 5, in line 1']);
  expect(rulesOf('a.md', Uint8Array.of(0x41, 0x42, 0x43, 0x44, 0, 0x45))).toEqual(['is no text file']);
  expect(rulesOf('a.csv', bytes('\ufeffa,b\r\n1,2\r\n'))).toEqual([]);
  expect(rulesOf('a.csv', new Uint8Array(LIMITS.fileBytes + 1).fill(0x41))).toEqual([`has ${LIMITS.fileBytes + 1} bytes`]);
});

test.each(['con', 'NUL.md', 'aux.onnx', 'com1', 'lpt9.txt', 'notes/prn.md', 'model.'])('Windows cannot write %s', (name) =>
  expect(isReserved(name)).toBe(true),
);

test.each(['console', 'null.md', 'com10.txt', 'auxiliary.onnx', 'connected'])('Windows can write %s', (name) =>
  expect(isReserved(name)).toBe(false),
);

test('the linter looks nowhere below submissions, whatever lies there', () => {
  const script = `const { ESLint } = await import('eslint');
    console.log(await new ESLint().isPathIgnored('submissions/a/1/recipe.ts'), await new ESLint().isPathIgnored('src/core/matrix.ts'));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(stdout.trim()).toBe('true false');
});
