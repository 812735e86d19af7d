import { legible, legibleLine } from '../../core/legible.ts';

/** One backtick more than any run in a text has, and at least so many. */
function fence(text: string, least: number): string {
  const longest = (text.match(/`+/g) ?? []).reduce((length, run) => Math.max(length, run.length), 0);
  return '`'.repeat(Math.max(least, longest + 1));
}

/**
 * Text that a stranger chose, as a block in which nothing is markup, a link or a mention. Carriage returns are line breaks, and what is
 * not legible becomes U+FFFD.
 */
export function codeBlock(text: string, language = 'text'): string {
  const content = legible(text).replaceAll(/\r\n?/g, '\n');
  const marks = fence(content, 3);
  return `${marks}${language}\n${content}\n${marks}`;
}

/** The same within a line: white space is single spaces. */
export function codeSpan(text: string): string {
  const content = legibleLine(text);
  const marks = fence(content, 1);
  // A backtick at an end would join the marks; Markdown takes one space off each end.
  const space = /^`|`$/.test(content) ? ' ' : '';
  return content === '' ? '` `' : `${marks}${space}${content}${space}${marks}`;
}

/** The same within a cell of a table, whose bars are escaped even in code. */
export function codeCell(text: string): string {
  return codeSpan(text).replaceAll('|', '\\|');
}

/** What may begin markup within a line, an entity, or an address. */
const MARKUP = /[\\`*_[\]<>&!~|:@#]|\b(?<=www)\./gi;

const escaped = (words: string): string => legibleLine(words).replaceAll(MARKUP, '\\$&');

/** What is no part of an address, or would end it, is percent-encoded. */
function destination(address: string): string {
  return legibleLine(address).replaceAll(/[\s\\<>()[\]`*_"]/gu, (character) =>
    [...new TextEncoder().encode(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

/** A link. Its words are text, escaped; mentions are not, so a stranger's words belong in code. */
export function markdownLink(words: string, address: string): string {
  return `[${escaped(words)}](${destination(address)})`;
}

/** A picture that leads to a page. */
export function markdownBadge(words: string, picture: string, page: string): string {
  return `[![${escaped(words)}](${destination(picture)})](${destination(page)})`;
}
