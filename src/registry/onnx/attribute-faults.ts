import { printable } from '../printable.ts';
import type { OnnxAttribute, OnnxNode } from './messages.ts';

type Field = 'f' | 'i' | 's' | 't' | 'g' | 'floats' | 'ints' | 'tensors' | 'graphs';

/** The field that each type of an attribute names, by its number in the specification. */
const FIELDS: Readonly<Record<number, Field>> = {
  1: 'f',
  2: 'i',
  3: 's',
  4: 't',
  5: 'g',
  6: 'floats',
  7: 'ints',
  9: 'tensors',
  10: 'graphs',
};

function holds(attribute: OnnxAttribute, field: Field): boolean {
  const value = attribute[field];
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

/** What keeps the runtime from reading the attributes of a node, or null: it takes each once, in the field that its type names. */
export function attributeRule({ attribute }: Pick<OnnxNode, 'attribute'>): string | null {
  const names = attribute.map(({ name = '' }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) return `has two attributes "${printable(twice)}"`;
  const wrong = attribute.find((entry) => {
    const named = FIELDS[entry.type ?? 0];
    return named !== undefined && Object.values(FIELDS).some((field) => field !== named && holds(entry, field));
  });
  return wrong ? `has an attribute "${printable(wrong.name)}" whose value is not of its type` : null;
}
