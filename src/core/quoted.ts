/** What a reader needs to find the text in a file. */
const MOST_CHARACTERS = 40;

/** Text from a file that nobody vouches for, as it may stand in a message: quoted, printable ASCII, and not much of it. */
export function quoted(text: string): string {
  const kept = text.slice(0, MOST_CHARACTERS).replace(/[^\x20-\x7e]/g, '?');
  return `"${kept}${text.length > MOST_CHARACTERS ? '...' : ''}"`;
}
