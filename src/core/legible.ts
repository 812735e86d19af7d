/** What stands for a character that a text may not hold. */
export const REPLACEMENT = '\ufffd';

/**
 * Controls but tab and line breaks, lone surrogates, noncharacters, and what turns the direction of the text around it. No format
 * carries all of them, and no reader of a text misses any.
 */
// eslint-disable-next-line no-control-regex
const ILLEGIBLE = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/** Line breaks and other white space as Unicode has it, but no space that must not break. */
const WHITE_SPACE = /[\t\n\r \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000\ufeff]+/g;

/** A text for any format: characters that break one, or what is written around them, become U+FFFD. */
export function legible(text: string): string {
  return text.replaceAll(ILLEGIBLE, REPLACEMENT);
}

/** The same on one line: each run of white space is one space, and none of any kind stands at either end. */
export function legibleLine(text: string): string {
  return legible(text).replaceAll(WHITE_SPACE, ' ').trim();
}
