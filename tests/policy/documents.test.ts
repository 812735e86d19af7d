import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { formatOf } from '../../src/core/documents/format-of.ts';
import { parseJson, createValidator } from '../../src/registry/validator.ts';
import { FOLDERS } from '../../src/runtime/node/folders.ts';
import { DOCUMENTS } from '../../src/views/documents.ts';

/** Files whose bytes name no format. */
const UNTAGGED: Readonly<Record<string, string>> = {
  '.github/settings.json': 'settings',
  'content/references.json': 'references',
  'content/paper/sweeps.json': 'published-sweeps',
  'content/paper/differences.json': 'published-differences',
  'content/paper/phase-diagram.json': 'published-phase-diagram',
};

/** Written before records and suites named their schemas: their bytes are frozen. Written by hand: no format but their own. */
const UNNAMED = /^(content\/(addenda|atlas|results|suite|paper)\/|content\/verified\.json|content\/references\.json|\.github\/)/;

const paths = [
  '.github/settings.json',
  ...globSync('content/**/*.json')
    .map((path) => path.replaceAll('\\', '/'))
    // Attestations are bundles in a format of Sigstore.
    .filter((path) => ![FOLDERS.schemas, FOLDERS.attestations].some((folder) => path.startsWith(folder))),
].toSorted();

describe.each(paths)('%s', (path) => {
  const document = parseJson(readFileSync(path, 'utf8'), path);
  const format = formatOf(document);
  const definition = DOCUMENTS.find(({ name, format: own }) => (format === null ? name === UNTAGGED[path] : own === format));

  it('is of a known kind and obeys its schema', () => {
    expect(definition, `no document is called ${format}`).toBeDefined();
    expect(() => createValidator(definition!.schema).check(document, path)).not.toThrow();
  });

  it.skipIf(UNNAMED.test(path))('names its schema by an address that leads to it in a clone', () => {
    const { $schema } = document as { readonly $schema: string };
    expect(posix.join(dirname(path), $schema)).toBe(`${FOLDERS.schemas}/${definition!.name}.json`);
  });
});

it('editors are told the schema of every file that people write', () => {
  const { 'json.schemas': mapped } = parseJson(readFileSync('.vscode/settings.json', 'utf8'), 'settings') as {
    readonly 'json.schemas': readonly { readonly fileMatch: readonly string[]; readonly url: string }[];
  };
  const files = DOCUMENTS.map(({ name }) => `./${FOLDERS.schemas}/${name}.json`);
  for (const { url } of mapped) expect(files).toContain(url);
  const matched = mapped.flatMap(({ fileMatch }) => fileMatch);
  for (const path of ['submissions/*/*/submission.json', ...Object.keys(UNTAGGED)]) expect(matched).toContain(path);
});

/** Modules that a module brings in as values: types are erased. */
function importsOf(path: string): string[] {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  return file.statements.flatMap((statement) => {
    if (!(ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) || !statement.moduleSpecifier) return [];
    const clause = ts.isImportDeclaration(statement) ? statement.importClause : statement;
    if (clause && (ts.isImportClause(clause) ? clause.phaseModifier === ts.SyntaxKind.TypeKeyword : clause.isTypeOnly)) return [];
    const named = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
    const alone = !(ts.isImportDeclaration(statement) && statement.importClause?.name);
    if (named && (ts.isNamedImports(named) || ts.isNamedExports(named)) && alone) {
      if (named.elements.length > 0 && named.elements.every(({ isTypeOnly }) => isTypeOnly)) return [];
    }
    const target = (statement.moduleSpecifier as ts.StringLiteral).text;
    return [target.startsWith('.') ? join(dirname(path), target).replaceAll('\\', '/') : target];
  });
}

it('no script of a page brings in what defines or compiles schemas', () => {
  const seen = new Map<string, string>();
  const queue = globSync('src/{runtime/browser,workers}/**/*.ts').filter((path) => !path.endsWith('.test.ts'));
  const starts = queue.length;
  for (const path of queue) {
    for (const target of importsOf(path)) {
      if (!target.endsWith('.ts') && /^(ajv|typebox)/.test(target))
        expect.fail(`${path} imports ${target}, by ${seen.get(path)}`);
      if (!target.endsWith('.ts') || seen.has(target)) continue;
      seen.set(target, path);
      queue.push(target);
    }
  }
  expect(queue.length).toBeGreaterThan(starts);
});
