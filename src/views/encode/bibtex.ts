import { legibleLine } from '../../core/legible.ts';
import { latexText } from './latex.ts';

/** Fields of an entry in their order, their values as BibTeX reads them between the outer braces. */
export type BibtexFields = readonly (readonly [name: string, value: string])[];

/** Text that styles neither take apart nor lower-case: a title, or one author. */
export function bibtexLiteral(text: string): string {
  return `{${latexText(text)}}`;
}

/** An address, which BibTeX's readers take as it is: what would end it, or is no part of any address, is percent-encoded. */
export function bibtexAddress(url: string): string {
  return legibleLine(url).replaceAll(/[\s\\{}$"^`|<>]/gu, (character) => encodeURIComponent(character));
}

/** An entry. Fields without a value are left out. @param key letters, digits, and `_:-` */
export function bibtexEntry(type: string, key: string, fields: BibtexFields): string {
  const lines = fields.filter(([, value]) => value !== '').map(([name, value]) => `  ${name} = {${value}},\n`);
  return `@${type}{${key},\n${lines.join('')}}\n`;
}
