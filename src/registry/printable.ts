const MAXIMUM_LENGTH = 60;

/** Text from a file that nobody vouches for, as it may appear in a message: printable ASCII, and not much of it. */
export function printable(text: string | undefined): string {
  return (text ?? '').slice(0, MAXIMUM_LENGTH).replace(/[^\x20-\x7e]/g, '?');
}
