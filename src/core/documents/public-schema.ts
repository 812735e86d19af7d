import type { DocumentDefinition } from './define-document.ts';

/** Order of a schema's own keywords: what it is before what it holds. */
const FIRST = ['$schema', '$id', 'title', 'description', 'type', 'const', 'enum'];

/** Keywords whose members are named by us: a field may be called `format`. */
const BY_NAME = new Set(['properties', 'patternProperties']);

function ordered(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(ordered);
  return schema === null || typeof schema !== 'object' ? schema : orderedKeywords(schema);
}

function orderedKeywords(schema: object): object {
  // Only our validator knows what a `line` and a `text` are; the pattern beside says most of it.
  const keywords = Object.entries(schema).filter(([key]) => key !== 'format');
  const sorted = keywords.toSorted(([a], [b]) => placeOf(a) - placeOf(b));
  return Object.fromEntries(sorted.map(([key, value]) => [key, BY_NAME.has(key) ? mapNamed(value) : ordered(value)]));
}

function mapNamed(schemas: object): object {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, ordered(schema)]));
}

function placeOf(keyword: string): number {
  const place = FIRST.indexOf(keyword);
  return place === -1 ? FIRST.length : place;
}

/** A schema as anybody's tools take it: plain JSON with standard keywords alone. @param id its address, where it is known */
export function publicSchema({ schema }: DocumentDefinition, id?: string): Readonly<Record<string, unknown>> {
  return { ...orderedKeywords(schema), ...(id !== undefined && { $id: id }) };
}
