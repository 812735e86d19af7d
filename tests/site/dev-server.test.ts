import { spawn, type ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFreePort } from '../../scripts/support/port.ts';
import { toolFile } from '../../scripts/support/tool.ts';
import { contentPolicy } from '../../src/views/content-policy.ts';

const PAGE = 'docs/submit/';
const POLL_MILLISECONDS = 200;

let server: ChildProcess;
let address: string;
let log = '';

/** It answers before it knows its pages, and says when it does. */
async function waitForServer(): Promise<void> {
  while (!/ready in/.test(log)) {
    if (server.exitCode !== null) throw new Error(`the development server ended\n${log}`);
    await new Promise((done) => setTimeout(done, POLL_MILLISECONDS));
  }
}

beforeAll(async () => {
  const port = await findFreePort();
  address = `http://127.0.0.1:${port}/`;
  const parameters = [toolFile('astro'), 'dev', '--host', '127.0.0.1', '--port', String(port)];
  // Astro serves no pages where it believes that a test has started it.
  const { VITEST: _, ...environment } = process.env;
  server = spawn(process.execPath, parameters, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment, NODE_ENV: 'development', ASTRO_TELEMETRY_DISABLED: '1', BASE_PATH: '/' },
  });
  for (const stream of [server.stdout!, server.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => (log += text));
  }
  await waitForServer();
});

afterAll(() => server.kill());

test('npm run dev serves a page with its styles, under a policy that lets them show, and with its hot reload', async () => {
  const response = await fetch(address + PAGE);
  const html = await response.text();
  expect(response.status, `${html}\n${log}`).toBe(200);
  const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  expect(policy?.replaceAll('&#39;', "'")).toBe(contentPolicy(true));
  const styles = [...html.matchAll(/<style[^>]*>([^<]*)<\/style>/g)].map(([, text]) => text!).join('');
  expect(styles, 'the tokens and the frame').toMatch(/--[\w-]+:[\s\S]*\.site-header/);
  expect(html.includes('/@vite/client'), 'hot reload').toBe(true);
});
