import { createServer } from 'node:net';
import { InputError } from '../../src/core/input-error.ts';

const LARGEST_PORT = 65_535;

/** @throws InputError unless the text is a whole number from 0, which takes any free port, to 65535 */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= LARGEST_PORT) return port;
  throw new InputError({ path: '--port', rule: `"${text}" is no port`, fix: `give a whole number from 0 to ${LARGEST_PORT}` });
}

/** A port of this machine that nobody listens on now. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}
