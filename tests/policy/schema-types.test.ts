import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

interface Schema {
  readonly $ref?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** Each schema, and the type that the code believes a document of it to have. */
const PAIRS = [
  ['submission', 'submission', 'Submission'],
  ['record', 'record', 'ResultRecord'],
  ['suite', 'suite', 'SuiteVersion'],
  ['shard', 'shard-file', 'ShardFile'],
  ['outcome', 'outcome', 'Outcome'],
  ['withdrawals', 'withdrawals', 'WithdrawalLedger'],
] as const;

/** For editors alone: the code never reads it. */
const IGNORED = ['$schema'];

function membersOf(node: ts.TypeNode | undefined, file: ts.SourceFile): readonly ts.TypeElement[] | null {
  if (node === undefined) return null;
  if (ts.isTypeLiteralNode(node)) return node.members;
  if (ts.isTypeOperatorNode(node) || ts.isParenthesizedTypeNode(node)) return membersOf(node.type, file);
  if (ts.isArrayTypeNode(node)) return membersOf(node.elementType, file);
  return ts.isTypeReferenceNode(node) ? interfaceMembers(node.typeName.getText(file), file) : null;
}

/** Null where the file does not declare it, or not all of it. */
function interfaceMembers(name: string, file: ts.SourceFile): readonly ts.TypeElement[] | null {
  const declared = file.statements.filter(ts.isInterfaceDeclaration).find((statement) => statement.name.text === name);
  return declared && !declared.heritageClauses ? declared.members : null;
}

/** `field` or `field?` of a type and of the types within it that its file declares. */
function fieldsOfType(
  members: readonly ts.TypeElement[],
  schema: Schema,
  root: Schema,
  file: ts.SourceFile,
  path = '',
): string[] {
  return members.filter(ts.isPropertySignature).flatMap((member) => {
    const name = (member.name as ts.Identifier | ts.StringLiteral).text;
    const inner = membersOf(member.type, file);
    const place = objectWithin(schema.properties?.[name], root);
    const own = `${path}${name}${member.questionToken ? '?' : ''}`;
    return inner && place ? [own, ...fieldsOfType(inner, place, root, file, `${path}${name}.`)] : [own];
  });
}

/** The object that a schema describes, or each item of its array. */
function objectWithin(schema: Schema | undefined, root: Schema): Schema | null {
  if (schema?.$ref !== undefined) return objectWithin(root.$defs?.[schema.$ref.split('/').at(-1)!], root);
  if (schema?.items !== undefined) return objectWithin(schema.items, root);
  return schema?.properties === undefined ? null : schema;
}

/** The same of a schema, as deep as the type goes. */
function fieldsOfSchema(
  schema: Schema,
  members: readonly ts.TypeElement[],
  root: Schema,
  file: ts.SourceFile,
  path = '',
): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    if (IGNORED.includes(name)) return [];
    const member = members.find((each) => ts.isPropertySignature(each) && (each.name as ts.Identifier).text === name);
    const inner = member && membersOf((member as ts.PropertySignature).type, file);
    const place = objectWithin(property, root);
    const own = `${path}${name}${schema.required?.includes(name) ? '' : '?'}`;
    return inner && place ? [own, ...fieldsOfSchema(place, inner, root, file, `${path}${name}.`)] : [own];
  });
}

describe('a schema and its type', () => {
  it.each(PAIRS)('%s.schema.json and %s.ts have the same fields, and the same ones may be absent', (schemaName, module, type) => {
    const schema = JSON.parse(readFileSync(`src/registry/schemas/${schemaName}.schema.json`, 'utf8')) as Schema;
    const path = `src/registry/${module}.ts`;
    const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    const members = interfaceMembers(type, file)!;
    const [ofSchema, ofType] = [fieldsOfSchema(schema, members, schema, file), fieldsOfType(members, schema, schema, file)];
    expect(ofSchema.toSorted()).toEqual(ofType.toSorted());
    expect(ofType.length).toBeGreaterThan(1);
  });
});
