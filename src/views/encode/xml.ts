import { legible } from '../../core/legible.ts';
import type { Markup } from '../markup.ts';

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Parsers make line feeds of carriage returns, and spaces of tabs and line breaks in attributes.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text of an element, or of an attribute in double quotes. What is not legible becomes U+FFFD. */
export function xmlText(text: string): string {
  return legible(text).replaceAll(/[&<>"\t\n\r]/g, (character) => REFERENCES[character]!);
}

/** An element with all that is in it. Names of elements and attributes are ours. */
export function toXml(node: Markup): string {
  if (typeof node === 'string') return xmlText(node);
  const { tag, attributes, children } = node;
  const start = [tag, ...Object.entries(attributes).map(([name, value]) => `${name}="${xmlText(value)}"`)].join(' ');
  return children.length === 0 ? `<${start}/>` : `<${start}>${children.map(toXml).join('')}</${tag}>`;
}
