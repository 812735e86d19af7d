import Type, {
  type Static,
  type TObject,
  type TOptional,
  type TProperties,
  type TSchema,
  type TString,
  type TUnsafe,
} from 'typebox';
import { schemaPath } from './schema-path.ts';
import { closed, constant, mapOf } from './shapes.ts';

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

type Immutable<T> = unknown extends T ? T : { readonly [Key in keyof T]: Immutable<T[Key]> };

/** The type that a schema describes: what was read is not written to. */
export type TypeOf<Schema extends TSchema> = Immutable<Static<Schema>>;

/** A kind of JSON document. Its schema and its type have this one source. */
export interface DocumentDefinition<Schema extends TSchema = TSchema> {
  /** `record`, as in its format `custodes/record/1` and in the address of its schema. */
  readonly name: string;
  /** What such a document is called. */
  readonly title: string;
  /** `custodes/<name>/<version>`, which the document holds in `schema`; null where its bytes name none. */
  readonly format: string | null;
  /** JSON Schema 2020-12, valid alone, closed. */
  readonly schema: Schema;
}

/** The type of a document. */
export type DocumentOf<Definition extends DocumentDefinition> = TypeOf<Definition['schema']>;

/** Fields that every document has. A type alias, since TypeBox sees no fields in an interface. */
type NamedFields<Format extends string> = { $schema: TOptional<TString>; schema: TUnsafe<Format> };

const schemaAddress = Type.Optional(
  Type.String({
    description: 'Address of the schema, https or relative to this file, at most 300 characters: editors check with it.',
    maxLength: 300,
    pattern: '^(https://|(?![A-Za-z][A-Za-z0-9+.-]*:|//))[!-~]+$',
  }),
);

/** What readers of a schema are told. */
interface About {
  /** What such a document is called. */
  readonly title: string;
  /** Where it lies, who writes it, and what it is for. */
  readonly description: string;
}

/**
 * Defines a kind of document: a closed object that names its format in `schema` and may name the address of its schema in `$schema`.
 *
 * @param format `custodes/<name>/<version>`
 * @param name of the schema's address: that in the format, unless a newer format has it
 */
export function defineDocument<const Format extends `custodes/${string}/${number}`, Properties extends TProperties>(
  format: Format,
  about: About,
  properties: Properties,
  name = format.split('/')[1]!,
): DocumentDefinition<TObject<NamedFields<Format> & Properties>> {
  const fields = { $schema: schemaAddress, schema: constant(format, 'Format of this file.'), ...properties };
  return { ...defineLine(name, about, fields), format };
}

/** Defines the lines of a `.jsonl` file: closed objects that do not repeat their format. */
export function defineLine<Properties extends TProperties>(
  name: string,
  about: About,
  properties: Properties,
): DocumentDefinition<TObject<Properties>> {
  return {
    name,
    title: about.title,
    format: null,
    schema: closed(properties, { $schema: DRAFT, $id: `/${schemaPath(name)}`, ...about }),
  };
}

/** Defines a file that is one map. @param pattern of its keys */
export function defineMap<Value extends TSchema>(
  name: string,
  about: About,
  pattern: string,
  value: Value,
): DocumentDefinition<TUnsafe<Record<string, Static<Value>>>> {
  const schema = mapOf(pattern, value, { $schema: DRAFT, $id: `/${schemaPath(name)}`, ...about });
  return { name, title: about.title, format: null, schema };
}

/** A document as part of another one: the same schema without an address of its own. */
export function embedded<Schema extends TSchema>({ schema }: DocumentDefinition<Schema>): TUnsafe<Static<Schema>> {
  const { $schema: _, $id: __, ...rest } = schema as { readonly $schema?: string; readonly $id?: string };
  return Type.Unsafe(rest);
}
