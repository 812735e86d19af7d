import { legible, REPLACEMENT } from '../../core/legible.ts';

/** Words that mean nothing to any shell, wherever they stand. */
const PLAIN = /^[\w./-]+$/;

/**
 * A file name as one word of a POSIX shell, which no option can be mistaken for. What a terminal acts on before a shell reads it, a
 * control, becomes U+FFFD, line breaks included: such a file is not found.
 */
export function shellWord(name: string): string {
  const path = legible(name).replaceAll(/[\t\n\r]/g, REPLACEMENT);
  const word = path.startsWith('-') ? `./${path}` : path;
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
