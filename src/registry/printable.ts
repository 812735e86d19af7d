/** A name in a message needs no more. */
const NAME_LENGTH = 60;

/** Text from a file that nobody vouches for, as it may appear in a message: printable ASCII, and not much of it. */
export function printable(text: string | undefined, maximumLength = NAME_LENGTH): string {
  return (text ?? '').slice(0, maximumLength).replace(/[^\x20-\x7e]/g, '?');
}
