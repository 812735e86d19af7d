import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentPolicy } from '../../src/views/content-policy.ts';
import { startDevServer, type DevServer } from './support/dev-server.ts';

const PAGE = 'docs/submit/';

let server: DevServer;
beforeAll(async () => void (server = await startDevServer(process.cwd())));
afterAll(() => server.stop());

test('npm run dev serves a page with its styles, under a policy that lets them show, and with its hot reload', async () => {
  const response = await fetch(server.address + PAGE);
  const html = await response.text();
  expect(response.status, `${html}\n${server.log()}`).toBe(200);
  const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  expect(policy?.replaceAll('&#39;', "'")).toBe(contentPolicy(true));
  const styles = [...html.matchAll(/<style[^>]*>([^<]*)<\/style>/g)].map(([, text]) => text!).join('');
  expect(styles, 'the tokens and the frame').toMatch(/--[\w-]+:[\s\S]*\.site-header/);
  expect(html.includes('/@vite/client'), 'hot reload').toBe(true);
});
