import { lookup as resolveHost } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import { InputError } from '../../core/input-error.ts';
import { printable } from '../../registry/printable.ts';
import { isPublicAddress } from './public-address.ts';

const MAXIMUM_REDIRECTS = 3;
const MAXIMUM_SECONDS = 120;
const MILLISECONDS = 1000;
const FOUND = 200;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** What a test replaces to reach a server of its own. */
export interface FetchSeams {
  readonly resolve: (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;
  readonly isAllowed: (address: string) => boolean;
  readonly request: (options: RequestOptions, onResponse: (response: IncomingMessage) => void) => ReturnType<typeof requestHttps>;
}

const SEAMS: FetchSeams = {
  resolve: (host) => resolveHost(host, { all: true }),
  isAllowed: isPublicAddress,
  request: requestHttps,
};

function refuse(url: string, rule: string, fix: string): never {
  throw new InputError({ path: printable(url, 200), rule, fix });
}

/** The address that a host's name stands for now. It is the one that is connected to, so that no second answer can lead elsewhere. */
async function pinAddress(
  { href, hostname }: URL,
  { resolve, isAllowed }: FetchSeams,
): Promise<{ address: string; family: number }> {
  const addresses = await resolve(hostname).catch(() => []);
  if (addresses.length === 0) refuse(href, 'names a host that is not known', 'correct the address');
  const refused = addresses.find(({ address }) => !isAllowed(address));
  if (refused)
    refuse(href, `leads to ${printable(refused.address)}, which is no public address`, 'put the file on a public server');
  return addresses[0]!;
}

function parseAddress(text: string, base?: string): URL {
  const url = URL.canParse(text, base) ? new URL(text, base) : refuse(text, 'is no address', 'correct it');
  const { protocol, username, password, port, hostname, href } = url;
  if (protocol !== 'https:') refuse(href, 'is no https address', 'put the file on a server that speaks https');
  if (username !== '' || password !== '' || port !== '') refuse(href, 'names a user or a port', 'leave them out');
  if (isIP(hostname.replaceAll(/^\[|\]$/g, '')) !== 0) refuse(href, 'names an address in place of a host', 'name the host');
  return url;
}

async function ask(url: URL, seams: FetchSeams, signal: AbortSignal): Promise<IncomingMessage> {
  const { address, family } = await pinAddress(url, seams);
  return await new Promise((resolve, reject) => {
    const options: RequestOptions = {
      host: url.hostname,
      path: `${url.pathname}${url.search}`,
      servername: url.hostname,
      // No kept connection, which could be one to another address of this name.
      agent: false,
      headers: { accept: 'application/octet-stream, */*', 'accept-encoding': 'identity', 'user-agent': 'custodes' },
      lookup: (_host, { all }, done) => {
        if (all) done(null, [{ address, family }]);
        else done(null, address, family);
      },
      signal,
    };
    seams.request(options, resolve).once('error', reject).end();
  });
}

async function readBody(url: string, response: IncomingMessage, maximumBytes: number): Promise<Uint8Array> {
  const tooLarge = (bytes: number) => refuse(url, `has ${bytes} bytes or more`, `keep a model to ${maximumBytes} bytes`);
  const announced = Number(response.headers['content-length'] ?? 0);
  if (announced > maximumBytes) tooLarge(announced);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > maximumBytes) tooLarge(bytes);
    chunks.push(chunk);
  }
  if (!response.complete) refuse(url, 'was cut short', 'try again');
  return Uint8Array.from(Buffer.concat(chunks));
}

/**
 * Fetches a stranger's file: over https, from a public address, within a size, a time and three redirects, each of which is held to
 * the same rules. No cookie, token or proxy goes along.
 *
 * @throws InputError where the address breaks a rule or the server does not give the file
 */
export async function fetchLimited(address: string, maximumBytes: number, seams: FetchSeams = SEAMS): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(MAXIMUM_SECONDS * MILLISECONDS);
  let url = parseAddress(address);
  let response: IncomingMessage | undefined;
  try {
    for (let redirects = 0; ; redirects++) {
      response = await ask(url, seams, signal);
      const { statusCode = 0, headers } = response;
      if (statusCode === FOUND) return await readBody(address, response, maximumBytes);
      if (!REDIRECTS.has(statusCode) || headers.location === undefined)
        refuse(address, `is answered with HTTP ${statusCode}`, 'correct the address');
      if (redirects === MAXIMUM_REDIRECTS)
        refuse(address, `is redirected more than ${MAXIMUM_REDIRECTS} times`, 'give the last address');
      response.destroy();
      url = parseAddress(headers.location, url.href);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    const reason = signal.aborted
      ? `takes more than ${MAXIMUM_SECONDS} s`
      : `could not be read (${printable(String(error), 120)})`;
    return refuse(address, reason, 'try again, or put the file on another server');
  } finally {
    response?.destroy();
  }
}
