import astro from 'eslint-plugin-astro';
import { defineConfig, globalIgnores } from 'eslint/config';
import typescript from 'typescript-eslint';
import { ENGINE_DEPENDENT, HOST_GLOBALS, NONDETERMINISTIC_GLOBALS } from './scripts/lint/determinism.ts';
import { layerImports } from './scripts/lint/layer-imports.ts';
import { NUMERIC_LAYERS, PURE_LAYERS } from './scripts/lint/layers.ts';
import { suiteIds } from './scripts/lint/suite-ids.ts';
import { validatedDocuments } from './scripts/lint/validated-documents.ts';

const TESTS = '**/*.test.ts';
const filesOf = (layers) => layers.map((layer) => `src/${layer}/**/*.ts`);
const rules = { 'layer-imports': layerImports, 'suite-ids': suiteIds, 'validated-documents': validatedDocuments };
const plugins = { custodes: { rules } };

export default defineConfig(
  // Submissions are data: nothing in them is checked here.
  globalIgnores(['submissions/', 'dist/', '.astro/', '.cache/', 'playwright-report/', 'test-results/']),
  typescript.configs.recommended,
  astro.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'for-direction': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-async-promise-executor': 'error',
      'no-cond-assign': 'error',
      'no-constant-binary-expression': 'error',
      'no-constant-condition': 'error',
      'no-control-regex': 'error',
      'no-debugger': 'error',
      'no-dupe-else-if': 'error',
      'no-empty': 'error',
      'no-eval': 'error',
      'no-fallthrough': 'error',
      'no-implied-eval': 'error',
      'no-irregular-whitespace': 'error',
      'no-new-func': 'error',
      'no-param-reassign': 'error',
      'no-self-assign': 'error',
      'no-self-compare': 'error',
      'no-sparse-arrays': 'error',
      'no-unreachable-loop': 'error',
      'no-unsafe-finally': 'error',
      'no-unsafe-optional-chaining': 'error',
      'no-useless-catch': 'error',
      'no-useless-escape': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'use-isnan': 'error',
      'valid-typeof': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  { files: ['src/**/*.astro'], rules: { 'astro/no-set-html-directive': 'error' } },
  { files: ['src/**/*.{ts,astro}'], ignores: [TESTS], plugins, rules: { 'custodes/layer-imports': 'error' } },
  {
    files: ['{src,scripts}/**/*.ts'],
    ignores: [TESTS, 'scripts/lint/**', 'src/runtime/browser/stored-cells.ts'],
    plugins,
    rules: { 'custodes/validated-documents': 'error' },
  },
  // Tests name what they test; lists are generated from the ids.
  {
    files: ['src/**/*.{ts,tsx,astro}', 'scripts/**/*.ts'],
    ignores: [TESTS, 'src/suite/*/list.ts'],
    plugins,
    rules: { 'custodes/suite-ids': 'error' },
  },
  { files: filesOf(PURE_LAYERS), ignores: [TESTS], rules: { 'no-restricted-globals': ['error', ...HOST_GLOBALS] } },
  {
    files: filesOf(NUMERIC_LAYERS),
    ignores: [TESTS],
    rules: {
      'no-restricted-globals': ['error', ...HOST_GLOBALS, ...NONDETERMINISTIC_GLOBALS],
      'no-restricted-syntax': ['error', ...ENGINE_DEPENDENT],
    },
  },
);
