import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { publicSchema } from '../../src/core/documents/public-schema.ts';
import { FOLDERS } from '../../src/runtime/node/folders.ts';
import { DOCUMENTS } from '../../src/views/documents.ts';

interface Schema {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema | false;
  readonly prefixItems?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** Every schema within a schema, by its place. */
function within(schema: Schema, place: string): (readonly [string, Schema])[] {
  const { properties, patternProperties, additionalProperties, items, prefixItems = [], oneOf } = schema;
  const named = Object.entries({ ...properties, ...patternProperties });
  const others = [
    ...(typeof additionalProperties === 'object' ? [['*', additionalProperties] as const] : []),
    ...prefixItems.map((item, i) => [`[${i}]`, item] as const),
    ...(!items ? [] : [['[]', items] as const]),
    ...(oneOf ?? []).filter(({ type }) => type === 'object').map((alternative) => ['|', alternative] as const),
  ];
  return [[place, schema], ...[...named, ...others].flatMap(([key, inner]) => within(inner, `${place}/${key}`))];
}

it('no two kinds of document have one name', () => {
  const names = DOCUMENTS.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].toSorted());
});

describe.each(DOCUMENTS.map((definition) => [definition.name, definition] as const))('the schema of %s', (name, definition) => {
  const schema = publicSchema(definition) as Schema;

  it('is valid alone, in strict mode', () => {
    expect(() => new Ajv2020({ strict: true }).compile(schema)).not.toThrow();
  });

  it('is the committed one: run `npm run -s schemas`', () => {
    expect(readFileSync(`${FOLDERS.schemas}/${name}.json`, 'utf8')).toBe(`${JSON.stringify(schema, null, 2)}\n`);
  });

  it('closes every object and says what every field is', () => {
    const places = within(schema, name);
    const open = places.filter(([, { type, additionalProperties }]) => type === 'object' && additionalProperties === undefined);
    expect(open.map(([place]) => place)).toEqual([]);
    const silent = places.filter(([, { description }]) => !description);
    expect(silent.map(([place]) => place)).toEqual([]);
  });
});
