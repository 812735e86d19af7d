import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { TSchema } from 'typebox';
import type { DocumentDefinition, TypeOf } from '../core/documents/define-document.ts';
import { formatFault, InputError, type Fault } from '../core/input-error.ts';
import { plainTextFault, type TextForm } from './plain-text.ts';
import { printable } from './printable.ts';

/** A document in a thousand pieces is as wrong as one in twenty. */
const MAXIMUM_FAULTS = 20;

const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true });
const TEXT_FORMS: readonly TextForm[] = ['line', 'text'];
for (const form of TEXT_FORMS) ajv.addFormat(form, (text: string) => plainTextFault(text, form) === null);

function propertyDescription(error: ErrorObject, name: string): string {
  const schema = error.parentSchema?.['properties']?.[name] as { description?: string; $ref?: string } | undefined;
  return schema?.description ? ` (${schema.description})` : '';
}

/** What an error says, in plain words. The schema's own description tells what to write instead. */
function ruleAndFix(error: ErrorObject): Omit<Fault, 'path'> {
  const expected = `expected: ${String(error.parentSchema?.['description'] ?? 'what the schema says')}`;
  switch (error.keyword) {
    case 'required': {
      const name = String(error.params['missingProperty']);
      return { rule: `lacks "${name}"`, fix: `add it${propertyDescription(error, name)}` };
    }
    case 'additionalProperties': {
      const name = printable(String(error.params['additionalProperty']));
      const known = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
      return {
        rule: `has the unknown field "${name}"`,
        fix: known.length > 0 ? `remove it; known are ${known.join(', ')}` : expected,
      };
    }
    case 'enum':
      return {
        rule: 'is none of the allowed values',
        fix: `use one of ${(error.params['allowedValues'] as unknown[]).join(', ')}`,
      };
    case 'const':
      return { rule: 'has the wrong value', fix: `write ${JSON.stringify(error.params['allowedValue'])}` };
    case 'type':
      return { rule: `is not of type ${[error.params['type']].flat().join(' or ')}`, fix: expected };
    case 'pattern':
    case 'format': {
      const form = TEXT_FORMS.find((known) => known === error.parentSchema?.['format']);
      const named = form === undefined ? null : plainTextFault(String(error.data), form);
      return { rule: named ?? 'does not have the right form', fix: expected };
    }
    default:
      return { rule: error.message ?? error.keyword, fix: expected };
  }
}

/** Reads documents of one schema. */
export interface Validator<T> {
  /** @throws InputError with one fault for each broken rule */
  check(document: unknown, path: string): T;
  /** @throws InputError also where the text is no JSON */
  parse(text: string, path: string): T;
}

/** A JSON text's document, whatever it holds. @throws InputError where the text is no JSON */
export function parseJson(text: string, path: string): unknown {
  try {
    // The one place where JSON comes in: as something unknown.
    // eslint-disable-next-line custodes/validated-documents
    return JSON.parse(text);
  } catch (error) {
    const rule = `is not JSON (${printable(error instanceof Error ? error.message : '')})`;
    throw new InputError({ path, rule, fix: 'fix the JSON syntax error at that position' });
  }
}

/** A validator for a closed schema, compiled when it is first used: a command reads few of the kinds that there are. */
export function createValidator<Schema extends TSchema>(schema: Schema): Validator<TypeOf<Schema>> {
  let compiled: ValidateFunction<TypeOf<Schema>> | undefined;
  function check(document: unknown, path: string): TypeOf<Schema> {
    const validate = (compiled ??= ajv.compile<TypeOf<Schema>>(schema));
    if (validate(document)) return document;
    const faults = (validate.errors ?? []).map((error) => {
      return { path: `${path}#${printable(error.instancePath)}`, ...ruleAndFix(error) };
    });
    // A text breaks its pattern and its format by the same character.
    const distinct = new Map(faults.map((fault) => [formatFault(fault), fault]));
    throw new InputError(...[...distinct.values()].slice(0, MAXIMUM_FAULTS));
  }
  return { check, parse: (text, path) => check(parseJson(text, path), path) };
}

/** Reads a text that another program wrote, as far as the schema says; its objects may hold more. @throws InputError */
export function parseAs<Schema extends TSchema>(schema: Schema, text: string, path: string): TypeOf<Schema> {
  return createValidator(schema).parse(text, path);
}

/** Reads a document of some kind. @throws InputError where the text is no JSON or breaks the schema */
export function parseDocument<Schema extends TSchema>(
  { schema }: DocumentDefinition<Schema>,
  text: string,
  path: string,
): TypeOf<Schema> {
  return createValidator(schema).parse(text, path);
}
