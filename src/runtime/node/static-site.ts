import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { InputError } from '../../core/input-error.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.bib': 'text/plain; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};
const UNKNOWN_TYPE = 'application/octet-stream';
const COMPRESSIBLE = /^(text\/|application\/(json|xml|manifest)|image\/svg)/;
const COMPRESS_FROM_BYTES = 1024;
const compress = promisify(gzip);

/** What GitHub Pages says of every file: ten minutes, whatever its name. */
const CACHE_CONTROL = 'max-age=600';

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
  readonly etag: string;
}

interface Site {
  /** Absolute path of the folder with the built files. */
  readonly folder: string;
  /** Path under which they are served, with a slash at both ends. */
  readonly base: string;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function readPage(path: string, status: number): Promise<Page> {
  const body = await readFile(path);
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`;
  return { status, type: TYPES[extname(path).toLowerCase()] ?? UNKNOWN_TYPE, body, etag };
}

/** The file that a path of the address names, or undefined where it names none or leads out of the folder. */
function filePathOf({ folder, base }: Site, pathname: string): string | undefined {
  if (!pathname.startsWith(base)) return undefined;
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname.slice(base.length));
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const path = resolve(folder, decoded);
  if (path !== folder && !path.startsWith(folder + sep)) return undefined;
  return decoded === '' || decoded.endsWith('/') ? join(path, 'index.html') : path;
}

async function missingPage({ folder }: Site): Promise<Page> {
  const own = join(folder, '404.html');
  if (await isFile(own)) return readPage(own, 404);
  return { status: 404, type: 'text/plain; charset=utf-8', body: Buffer.from('Not found\n'), etag: '"404"' };
}

async function send(request: IncomingMessage, response: ServerResponse, page: Page): Promise<void> {
  response.setHeader('Content-Type', page.type);
  response.setHeader('Cache-Control', CACHE_CONTROL);
  response.setHeader('ETag', page.etag);
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (page.status === 200 && request.headers['if-none-match'] === page.etag) {
    response.writeHead(304).end();
    return;
  }
  const accepts = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const smaller = accepts && COMPRESSIBLE.test(page.type) && page.body.length >= COMPRESS_FROM_BYTES;
  const body = smaller ? await compress(page.body) : page.body;
  if (smaller) response.setHeader('Content-Encoding', 'gzip');
  response.setHeader('Vary', 'Accept-Encoding');
  response.setHeader('Content-Length', body.length);
  response.writeHead(page.status).end(request.method === 'HEAD' ? undefined : body);
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const path = filePathOf(site, pathname);
  if (path !== undefined && (await isFile(path))) return send(request, response, await readPage(path, 200));
  if (path !== undefined && (await isFile(join(path, 'index.html')))) {
    response.writeHead(301, { Location: `${pathname}/${search}` }).end();
    return;
  }
  if (path !== undefined && (await isFile(`${path}.html`))) return send(request, response, await readPage(`${path}.html`, 200));
  await send(request, response, await missingPage(site));
}

/**
 * A server that behaves as GitHub Pages does: a sub-path, folder indexes, the site's own 404 page, ten minutes of caching with an
 * ETag, compression, and no cross-origin isolation headers. Not for the open internet.
 *
 * @param folder with the built site; read anew for every request
 * @param base path under which the site is served, such as `/custodes/`
 */
export function createSiteServer(folder: string, base: string): Server {
  const site: Site = { folder: resolve(folder), base: `/${base}/`.replace(/\/+/g, '/') };
  return createServer((request, response) => {
    answer(site, request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
}

function listenFault(error: Error, host: string, port: number): Error {
  const code = (error as NodeJS.ErrnoException).code;
  const fix = 'choose another with HOST and PORT';
  if (code === 'EADDRINUSE') return new InputError({ path: `${host}:${port}`, rule: 'another program listens there', fix });
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') return new InputError({ path: `${host}:${port}`, rule: 'not for us', fix });
  return error;
}

/** Starts listening and gives the address of the site's first page. Port 0 takes any free one. @throws InputError */
export async function listen(server: Server, host: string, port: number, base: string): Promise<string> {
  await new Promise<void>((started, failed) => {
    server.once('error', (error) => failed(listenFault(error, host, port)));
    server.listen(port, host, started);
  });
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${actual}${`/${base}/`.replace(/\/+/g, '/')}`;
}
