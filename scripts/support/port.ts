import { InputError } from '../../src/core/input-error.ts';

const LARGEST_PORT = 65_535;

/** @throws InputError unless the text is a whole number from 0, which takes any free port, to 65535 */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= LARGEST_PORT) return port;
  throw new InputError({ path: '--port', rule: `"${text}" is no port`, fix: `give a whole number from 0 to ${LARGEST_PORT}` });
}
