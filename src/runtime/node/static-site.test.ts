import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSiteServer, listen } from './static-site.ts';

let parent: string;
let server: Server;
let origin: string;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'custodes-site-'));
  const folder = join(parent, 'site');
  await mkdir(join(folder, 'metrics', 'mig'), { recursive: true });
  await writeFile(join(parent, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'index.html'), '<p>home</p>');
  await writeFile(join(folder, '404.html'), '<p>missing</p>');
  await writeFile(join(folder, 'metrics', 'mig', 'index.html'), `<p>${'mig '.repeat(1000)}</p>`);
  for (const name of ['a.wasm', 'a.onnx', 'a.mjs', 'a.json', 'a.npz']) await writeFile(join(folder, name), name);
  server = createSiteServer(folder, '/custodes/');
  origin = new URL(await listen(server, '127.0.0.1', 0, '/custodes/')).origin;
});

afterAll(async () => {
  server.close();
  await rm(parent, { recursive: true });
});

const get = (path: string, init?: RequestInit) => fetch(`${origin}${path}`, { redirect: 'manual', ...init });

/** `fetch` normalises paths before it sends them; an attacker does not. */
function rawStatus(path: string): Promise<number | undefined> {
  return new Promise((done, failed) => {
    const { hostname, port } = new URL(origin);
    request({ hostname, port, path }, (response) => done(response.resume().statusCode))
      .on('error', failed)
      .end();
  });
}

describe('the local server', () => {
  it('serves the index of a folder, and sends its name without a slash there', async () => {
    expect(await (await get('/custodes/')).text()).toBe('<p>home</p>');
    const moved = await get('/custodes/metrics/mig?seed=1');
    expect([moved.status, moved.headers.get('location')]).toEqual([301, '/custodes/metrics/mig/?seed=1']);
  });

  it.each([
    ['a.wasm', 'application/wasm'],
    ['a.onnx', 'application/octet-stream'],
    ['a.npz', 'application/octet-stream'],
    ['a.mjs', 'text/javascript; charset=utf-8'],
    ['a.json', 'application/json; charset=utf-8'],
  ])('serves %s as %s', async (name, type) => {
    expect((await get(`/custodes/${name}`)).headers.get('content-type')).toBe(type);
  });

  it('answers with the 404 page where there is no file, and outside the sub-path', async () => {
    for (const path of ['/custodes/nothing/', '/', '/custodes', '/other/a.json']) {
      const response = await get(path);
      expect([response.status, await response.text()]).toEqual([404, '<p>missing</p>']);
    }
  });

  it('caches as GitHub Pages does and sends no isolation headers', async () => {
    const first = await get('/custodes/a.json');
    expect(first.headers.get('cache-control')).toBe('max-age=600');
    const again = await get('/custodes/a.json', { headers: { 'If-None-Match': first.headers.get('etag')! } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(first.headers.get('cross-origin-opener-policy')).toBeNull();
    expect(first.headers.get('cross-origin-embedder-policy')).toBeNull();
  });

  it('compresses text', async () => {
    const response = await get('/custodes/metrics/mig/', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(await response.text()).toContain('mig mig');
  });

  it('never leaves its folder', async () => {
    const paths = [
      '../secret.txt',
      '%2e%2e/secret.txt',
      '..%2fsecret.txt',
      '..%5csecret.txt',
      'metrics/../../secret.txt',
      '%00',
      '%zz',
    ];
    for (const path of paths) expect(await rawStatus(`/custodes/${path}`)).toBe(404);
  });

  it('only reads', async () => {
    expect((await get('/custodes/', { method: 'POST' })).status).toBe(405);
    const head = await get('/custodes/', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});
