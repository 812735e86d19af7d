import { fork, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WarmRequest, WarmResult } from './protocol.ts';

const SERVER = join(import.meta.dirname, 'server.ts');
const MAXIMUM_OUTPUT = 2 ** 28;
const POLL_MILLISECONDS = 10;
const LONGEST_START = 120_000;

const sockets = new Map<string, string>();

function start(root: string, temporary: readonly string[]): string {
  const own = mkdtempSync(join(tmpdir(), 'custodes-warm-'));
  const socket = join(own, 'socket');
  const child = fork(SERVER, [socket, root, own, ...temporary], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  // It ends with the channel: with the thread that runs the tests.
  child.unref();
  child.channel?.unref();
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; !existsSync(socket); waited += POLL_MILLISECONDS) {
    if (waited > LONGEST_START) throw new Error(`the process for commands of ${root} did not start`);
    Atomics.wait(clock, 0, 0, POLL_MILLISECONDS);
  }
  return socket;
}

/**
 * The socket of the process that runs the commands of a folder with `scripts/` in it, started on first use.
 *
 * @param temporary folders that it removes at its end
 */
export function warmSocket(root: string, temporary: readonly string[] = []): string {
  const socket = sockets.get(root) ?? start(root, temporary);
  sockets.set(root, socket);
  return socket;
}

/** Runs a command in the warm process and waits for it, as `spawnSync` does. */
export function runWarm(root: string, request: WarmRequest): WarmResult {
  const address = ['--unix-socket', warmSocket(root), 'http://warm.test/'];
  const { status, stdout, stderr } = spawnSync(
    'curl',
    ['--silent', '--show-error', '--fail', '-H', 'content-type: application/json', '--data-binary', '@-', ...address],
    { input: JSON.stringify(request), encoding: 'utf8', maxBuffer: MAXIMUM_OUTPUT },
  );
  if (status !== 0) throw new Error(`the process for commands of ${root} gave no answer: ${stderr}`);
  return JSON.parse(stdout) as WarmResult;
}
