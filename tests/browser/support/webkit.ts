import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where Debian puts what drives WebKitGTK without a screen. */
const DRIVER = '/usr/bin/WebKitWebDriver';
const DISPLAY_SERVER = '/usr/bin/Xvfb';
const BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

const DISPLAY_CHANNEL = 3;
const SCRIPT_TIMEOUT = 250_000;
const ATTEMPTS = 100;
const PAUSE = 100;

/** Whether WebKitGTK can be driven on this machine: packages webkit2gtk-driver and xvfb. */
export function isWebKitInstalled(): boolean {
  return [DRIVER, DISPLAY_SERVER, BROWSER].every((path) => existsSync(path));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A display that exists in memory only. */
async function startDisplay(): Promise<{ process: ChildProcess; display: string }> {
  const child = spawn(DISPLAY_SERVER, ['-displayfd', String(DISPLAY_CHANNEL), '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${DISPLAY_SERVER} ended with ${code}`)));
    child.stdio[DISPLAY_CHANNEL]!.once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
  return { process: child, display: `:${number}` };
}

async function request<T>(address: string, method: string, body?: object): Promise<T> {
  const response = await fetch(address, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: T & { message?: string } };
  if (!response.ok) throw new Error(`WebDriver: ${value.message ?? response.status}`);
  return value;
}

async function whenReady(address: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const status = await request<{ ready: boolean }>(`${address}/status`, 'GET').catch(() => undefined);
    if (status?.ready) return;
    await sleep(PAUSE);
  }
  throw new Error(`${DRIVER} does not answer`);
}

/** Opens a page in WebKitGTK and gives the value of a JavaScript expression there, once `condition` holds. */
export async function evaluateInWebKit<T>(page: string, condition: string, expression: string): Promise<T> {
  const { process: displayServer, display } = await startDisplay();
  const port = await freePort();
  const driver = spawn(DRIVER, [`--port=${port}`], { stdio: 'ignore', env: { ...process.env, DISPLAY: display } });
  try {
    const address = `http://127.0.0.1:${port}`;
    await whenReady(address);
    const options = { binary: BROWSER, args: ['--automation'] };
    const { sessionId } = await request<{ sessionId: string }>(`${address}/session`, 'POST', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options, timeouts: { script: SCRIPT_TIMEOUT } } },
    });
    const session = `${address}/session/${sessionId}`;
    const evaluate = <V>(script: string) =>
      request<V>(`${session}/execute/sync`, 'POST', { script: `return ${script};`, args: [] });
    try {
      await request(`${session}/url`, 'POST', { url: page });
      while (!(await evaluate<boolean>(condition))) await sleep(PAUSE);
      return await evaluate<T>(expression);
    } finally {
      await request(session, 'DELETE');
    }
  } finally {
    driver.kill();
    displayServer.kill();
  }
}
