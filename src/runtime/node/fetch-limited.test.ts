import { createServer, request as requestHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fetchLimited, type FetchSeams } from './fetch-limited.ts';

const LIMIT = 1000;
const CONTENT = Buffer.alloc(LIMIT, 7);

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const ANSWERS: Readonly<Record<string, Answer>> = {
  '/whole': (response) => response.end(CONTENT),
  '/large': (response) => response.writeHead(200, { 'content-length': 10 ** 12 }).end(),
  '/larger-than-it-says': (response) => {
    response.writeHead(200, { 'transfer-encoding': 'chunked' });
    for (let i = 0; i < 50; i++) response.write(CONTENT);
    response.end();
  },
  '/cut': (response) => {
    response.writeHead(200, { 'content-length': 900 });
    response.write(CONTENT.subarray(0, 100), () => response.destroy());
  },
  '/missing': (response) => response.writeHead(404).end('no'),
  '/once': (response) => response.writeHead(302, { location: '/whole' }).end(),
  '/for-ever': (response) => response.writeHead(302, { location: '/for-ever' }).end(),
  '/to-http': (response) => response.writeHead(301, { location: 'http://models.example.org/whole' }).end(),
  '/to-loopback': (response) => response.writeHead(307, { location: 'https://127.0.0.1/whole' }).end(),
  '/to-loopback-6': (response) => response.writeHead(307, { location: 'https://[::1]/whole' }).end(),
  '/to-inside': (response) => response.writeHead(308, { location: 'https://inside.example.org/whole' }).end(),
  '/to-port': (response) => response.writeHead(308, { location: 'https://models.example.org:8443/whole' }).end(),
  '/to-file': (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
};

const asked: { readonly url: string; readonly headers: IncomingMessage['headers'] }[] = [];
const server = createServer((request, response) => {
  asked.push({ url: request.url!, headers: request.headers });
  ANSWERS[request.url!]!(response, request);
});
let port: number;

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  ({ port } = server.address() as AddressInfo);
});
beforeEach(() => void asked.splice(0));
afterAll(() => void server.close());

/** The local server stands in for a public one: its address is allowed here, and it speaks no TLS. */
const seams: FetchSeams = {
  resolve: (host) => Promise.resolve([{ address: host === 'inside.example.org' ? '10.0.0.1' : '127.0.0.1', family: 4 }]),
  isAllowed: (address) => address === '127.0.0.1',
  request: (options, onResponse) => requestHttp({ ...options, port }, onResponse),
};

const fetchFrom = (path: string) => fetchLimited(`https://models.example.org${path}`, LIMIT, seams);

test('a file within the limit arrives, a redirect may lead to it, and nothing of this machine goes along', async () => {
  expect(Buffer.from(await fetchFrom('/whole')).equals(CONTENT)).toBe(true);
  expect(Buffer.from(await fetchFrom('/once')).equals(CONTENT)).toBe(true);
  expect(asked.map(({ url }) => url)).toEqual(['/whole', '/once', '/whole']);
  for (const { headers } of asked) {
    expect(Object.keys(headers).toSorted()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
    expect(headers.host).toMatch(/^models\.example\.org/);
  }
});

test.each([
  ['/large', 'has 1000000000000 bytes or more'],
  ['/larger-than-it-says', 'bytes or more'],
  ['/cut', 'could not be read'],
  ['/missing', 'is answered with HTTP 404'],
  ['/for-ever', 'is redirected more than 3 times'],
  ['/to-http', 'is no https address'],
  ['/to-file', 'is no https address'],
  ['/to-loopback', 'names an address in place of a host'],
  ['/to-loopback-6', 'names an address in place of a host'],
  ['/to-port', 'names a user or a port'],
  ['/to-inside', 'leads to 10.0.0.1, which is no public address'],
])('%s is refused', async (path, rule) => {
  await expect(fetchFrom(path)).rejects.toThrow(rule);
});

test('redirects end after three', async () => {
  await expect(fetchFrom('/for-ever')).rejects.toThrow();
  expect(asked).toHaveLength(4);
});

test.each([
  ['http://models.example.org/whole', 'is no https address'],
  ['https://user:pass@models.example.org/whole', 'names a user or a port'],
  ['https://2130706433/whole', 'names an address in place of a host'],
  ['https://0x7f.1/whole', 'names an address in place of a host'],
  ['nothing', 'is no address'],
])('%s is refused before anything is asked', async (address, rule) => {
  await expect(fetchLimited(address, LIMIT, seams)).rejects.toThrow(rule);
  expect(asked).toEqual([]);
});

test('by default a name that leads to this machine is refused, and so is one of which any answer does', async () => {
  const { isAllowed: _own, ...rest } = seams;
  const { isPublicAddress } = await import('./public-address.ts');
  const guarded = { ...rest, isAllowed: isPublicAddress };
  await expect(fetchLimited('https://models.example.org/whole', LIMIT, guarded)).rejects.toThrow('127.0.0.1, which is no public');
  const mixed = {
    ...guarded,
    resolve: () => Promise.resolve(['1.1.1.1', '169.254.169.254'].map((address) => ({ address, family: 4 }))),
  };
  await expect(fetchLimited('https://models.example.org/whole', LIMIT, mixed)).rejects.toThrow(
    '169.254.169.254, which is no public',
  );
  expect(asked).toEqual([]);
});
