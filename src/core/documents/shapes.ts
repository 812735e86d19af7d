import Type, {
  type Static,
  type TInteger,
  type TNumber,
  type TObject,
  type TObjectOptions,
  type TProperties,
  type TSchema,
  type TString,
  type TUnsafe,
} from 'typebox';

/** What TypeBox lacks or words otherwise than the faults of our validator need. Each shape is one keyword of JSON Schema 2020-12. */

/** An object with these fields and no others. */
export function closed<Properties extends TProperties>(
  properties: Properties,
  options: TObjectOptions = {},
): TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false, ...options });
}

/** An object whose keys match a pattern, for example a digest. @param pattern regular expression for the whole key, with `^` and `$` */
export function mapOf<Value extends TSchema>(
  pattern: string,
  value: Value,
  options: TObjectOptions = {},
): TUnsafe<Record<string, Static<Value>>> {
  return Type.Unsafe({ type: 'object', additionalProperties: false, patternProperties: { [pattern]: value }, ...options });
}

/** One value alone. */
export function constant<const Value extends string | number | boolean | null>(
  value: Value,
  description: string,
): TUnsafe<Value> {
  return Type.Unsafe({ const: value, description });
}

/** One of some values. */
export function choice<const Values extends readonly (string | number | null)[]>(
  values: Values,
  description: string,
): TUnsafe<Values[number]> {
  return Type.Unsafe({ enum: values, description });
}

/** An array of so many items, each of a kind of its own. */
export function tuple<const Items extends readonly TSchema[]>(
  items: Items,
  description: string,
): TUnsafe<{ -readonly [Key in keyof Items]: Static<Items[Key]> }> {
  const size = { minItems: items.length, maxItems: items.length };
  return Type.Unsafe({ description, type: 'array', prefixItems: items, items: false, ...size });
}

/** A number that is not negative. */
export function amount(description: string): TNumber {
  return Type.Number({ description, minimum: 0 });
}

/** A whole number that is not negative. */
export function whole(description: string, minimum = 0): TInteger {
  return Type.Integer({ description, minimum });
}

/** Text that we write ourselves. */
export function text(description: string): TString {
  return Type.String({ description });
}

/** The same or null. An object is told from null by `oneOf`: its faults name its own fields. */
export function objectOrNull<Schema extends TSchema>(schema: Schema, description: string): TUnsafe<Static<Schema> | null> {
  return Type.Unsafe({ description, oneOf: [{ type: 'null' }, schema] });
}

/** The same or null; the schema must have one type, not be a choice. */
export function nullable<Schema extends TSchema>(schema: Schema): TUnsafe<Static<Schema> | null> {
  const { type, ...rest } = schema as { readonly type?: unknown };
  if (typeof type !== 'string') throw new Error('only a schema of one type can be made nullable');
  return Type.Unsafe({ type: [type, 'null'], ...rest });
}

/** A closed object with either of two fields. It is one object in the schema, since faults of a union name no field. */
export function eitherOf<First extends TProperties, Second extends TProperties, Common extends TProperties>(
  first: First,
  second: Second,
  common: Common,
  options: TObjectOptions,
): TUnsafe<Static<TObject<First & Common>> | Static<TObject<Second & Common>>> {
  const alternatives = Object.entries({ ...first, ...second });
  const optional = Object.fromEntries(alternatives.map(([name, schema]) => [name, Type.Optional(schema)]));
  const oneOf = alternatives.map(([name]) => ({ required: [name], properties: { [name]: true } }));
  return Type.Unsafe(closed({ ...optional, ...common }, { ...options, oneOf }));
}

/** The same with a title or a description of its own. */
export function annotated<Schema extends TSchema>(
  schema: Schema,
  words: { readonly title?: string; readonly description?: string },
): TUnsafe<Static<Schema>> {
  return Type.Unsafe({ ...schema, ...words });
}
