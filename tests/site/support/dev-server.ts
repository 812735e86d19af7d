import { spawn } from 'node:child_process';
import { findFreePort } from '../../../scripts/support/port.ts';
import { toolFile } from '../../../scripts/support/tool.ts';

const POLL_MILLISECONDS = 200;

/** A development server, as `npm run dev` starts it. */
export interface DevServer {
  /** Ends with a slash. */
  readonly address: string;
  /** What it has said so far. */
  log(): string;
  stop(): void;
}

/** Serves a clone from its sources. @param root the clone's folder */
export async function startDevServer(root: string): Promise<DevServer> {
  const port = await findFreePort();
  const parameters = [toolFile('astro'), 'dev', '--host', '127.0.0.1', '--port', String(port)];
  // Astro serves no pages where it believes that a test has started it.
  const { VITEST: _, ...environment } = process.env;
  const server = spawn(process.execPath, parameters, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment, NODE_ENV: 'development', ASTRO_TELEMETRY_DISABLED: '1', BASE_PATH: '/' },
  });
  let log = '';
  for (const stream of [server.stdout, server.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (log += text));
  // It answers before it knows its pages, and says when it does.
  while (!/ready in/.test(log)) {
    if (server.exitCode !== null) throw new Error(`the development server ended\n${log}`);
    await new Promise((done) => setTimeout(done, POLL_MILLISECONDS));
  }
  return { address: `http://127.0.0.1:${port}/`, log: () => log, stop: () => void server.kill() };
}
