import { isJoinerNeeded } from './joiners.ts';

/** A text of one line, or of several. */
export type TextForm = 'line' | 'text';

/** More marks on one letter than any orthography writes: they cover the lines around. */
const MOST_MARKS = 8;
const JOINER = /[\u200c\u200d]/u;
const LINE_BREAK = /[\n\r\u0085\u2028\u2029]/u;
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/** Signs with a blank glyph. */
const BLANK = /[\u2800\ufffc\u{1d159}]/u;
const VARIANT = /[\u180b-\u180d\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;
const MARK = /\p{M}/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

const CLASSES: readonly (readonly [RegExp, string])[] = [
  [/\t/u, 'a tab'],
  [LINE_BREAK, 'a line break'],
  [/\p{Cc}/u, 'a control character'],
  [/\ufeff/u, 'a byte order mark'],
  [DIRECTION, 'a mark that turns the direction of writing'],
  [/\p{Cs}/u, 'half of a surrogate pair'],
  [/\p{Co}/u, 'a private-use character'],
  [/\p{NChar}/u, 'a noncharacter'],
  [BLANK, 'a sign that looks blank'],
  [/[\p{Cf}\p{DI}]/u, 'an invisible character'],
];

/** Variation selectors after what they select a form of: an emoji, an ideograph, a Mongolian letter. */
function selectsVariant(selector: string, before: string): boolean {
  if (/[\u180b-\u180d\u180f]/u.test(selector)) return /\p{Script=Mongolian}/u.test(before);
  if (/[\ufe0e\ufe0f]/u.test(selector) && /[\p{Emoji}\p{Extended_Pictographic}]/u.test(before)) return true;
  return /\p{Unified_Ideograph}/u.test(before);
}

/** What is wrong with one character, in words; null where nothing is. */
function wrongWith(characters: readonly string[], at: number, form: TextForm): string | null {
  const character = characters[at]!;
  if (form === 'text' && /[\t\n\r]/.test(character)) return null;
  if (JOINER.test(character)) return isJoinerNeeded(characters, at) ? null : 'an invisible joiner where no script needs one';
  if (VARIANT.test(character)) return selectsVariant(character, characters[at - 1] ?? '') ? null : 'an invisible character';
  const named = CLASSES.find(([members]) => members.test(character));
  if (named !== undefined) return named[1];
  if (form === 'line' && /\s/u.test(character) && (at === 0 || at === characters.length - 1)) return 'a space at the end';
  if (!MARK.test(character)) return null;
  if (at === 0 || /[\s]/u.test(characters[at - 1]!)) return 'a mark without a letter';
  const run = characters.slice(Math.max(0, at - MOST_MARKS), at + 1);
  return run.length > MOST_MARKS && run.every((each) => MARK.test(each))
    ? `one of more than ${MOST_MARKS} marks on a letter`
    : null;
}

/** U+200B, as Unicode writes it. */
function codePointName(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * What keeps a text from being plain: its first character that is invisible, turns the direction of writing, or breaks a line or a
 * format, by code point and place. Null for a text that anybody sees as it is.
 */
export function plainTextFault(text: string, form: TextForm): string | null {
  const characters = [...text];
  for (let at = 0; at < characters.length; at++) {
    const what = wrongWith(characters, at, form);
    if (what !== null) return `holds ${codePointName(characters[at]!)}, ${what}, at character ${at + 1} of ${characters.length}`;
  }
  return text === '' || VISIBLE.test(text) ? null : 'has no visible character';
}
