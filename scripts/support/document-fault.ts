import { SaxesParser } from 'saxes';
import type { DocumentDefinition } from '../../src/core/documents/define-document.ts';
import { formatOf } from '../../src/core/documents/format-of.ts';
import { schemaPath } from '../../src/core/documents/schema-path.ts';
import { metricAtlas } from '../../src/evaluation/documents/atlas.ts';
import { record } from '../../src/registry/documents/record.ts';
import { createValidator, parseJson } from '../../src/registry/validator.ts';
import { DOCUMENTS } from '../../src/views/documents.ts';

function xmlFault(text: string): string | null {
  const faults: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', ({ message }) => faults.push(message));
  parser.write(text).close();
  return faults[0] ?? null;
}

/** Served byte for byte as they are stored, where they may name no schema. */
const AS_STORED: readonly DocumentDefinition[] = [record, metricAtlas];

/** What is wrong with a JSON text; one of our own formats must also name its schema and obey it. */
function jsonFault(text: string): string | null {
  try {
    const document = parseJson(text, 'the text');
    const format = formatOf(document);
    const definition = DOCUMENTS.find((known) => known.format !== null && known.format === format);
    if (definition === undefined) return null;
    const named = schemaNamed(document);
    if (named === null ? !AS_STORED.includes(definition) : !named.endsWith(`/${schemaPath(definition.name)}`)) {
      return `names ${named} for its schema, not ${schemaPath(definition.name)}`;
    }
    createValidator(definition.schema).check(document, format!);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'cannot be read';
  }
}

function schemaNamed(document: unknown): string | null {
  if (document === null || typeof document !== 'object' || !('$schema' in document)) return null;
  return String(document.$schema);
}

const DATA_BLOCK = /<script type="application\/ld\+json">(.*?)<\/script>/gs;

const READERS: Readonly<Record<string, (text: string) => string | null>> = {
  xml: xmlFault,
  svg: xmlFault,
  json: jsonFault,
  jsonl: (text) =>
    text
      .split('\n')
      .filter(Boolean)
      .map(jsonFault)
      .find((fault) => fault !== null) ?? null,
  html: (text) => [...text.matchAll(DATA_BLOCK)].map(([, block]) => jsonFault(block!)).find((fault) => fault !== null) ?? null,
};

/** What a strict parser has against a file of the site, by the ending of its name; null where it reads it, or knows no such kind. */
export function documentFault(name: string, text: string): string | null {
  return READERS[/[^.]*$/.exec(name)![0]]?.(text) ?? null;
}
