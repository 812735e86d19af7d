/** What a reader needs to find the text in a file. */
const MOST_CHARACTERS = 40;

/** Letters, marks, numbers, punctuation and symbols of any script; no controls, no format characters (as those that turn direction). */
const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

/** Text from a file that nobody vouches for, as it may stand in a message on one line: without controls and invisible characters, and not much of it. */
export function shown(text: string): string {
  // A code point takes two units at most.
  const characters = [...text.slice(0, 2 * MOST_CHARACTERS + 2)];
  const kept = characters.slice(0, MOST_CHARACTERS).join('').replace(UNPRINTABLE, '?');
  return characters.length > MOST_CHARACTERS ? `${kept}...` : kept;
}

/** The same in quotes. */
export function quoted(text: string): string {
  return `"${shown(text)}"`;
}

/** Names the first character beyond printable ASCII, as `U+2212`; undefined where there is none. */
export function oddCharacter(text: string): string | undefined {
  const odd = /[^\x20-\x7e]/u.exec(text)?.[0].codePointAt(0);
  return odd === undefined ? undefined : `U+${odd.toString(16).toUpperCase().padStart(4, '0')}`;
}
