/**
 * A process that runs the project's commands one after the other, each as if it were a process of its own: with its folder, variables
 * and parameters, its output and its exit code. What commands share are the modules, loaded once: half of a short command's time.
 *
 * `node server.ts <socket> <folder that holds scripts/> [folders to remove]`; ends when the tests that started it do.
 */
import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { WarmRequest, WarmResult } from './protocol.ts';

const [socket, root, ...temporary] = process.argv.slice(2) as [string, string, ...string[]];

const own = { stdout: process.stdout.write, stderr: process.stderr.write, folder: process.cwd(), variables: { ...process.env } };
let serial = 0;

function collect(parts: string[]): typeof process.stdout.write {
  return (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    parts.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    const done = rest.find((value) => typeof value === 'function') as (() => void) | undefined;
    done?.();
    return true;
  };
}

function setVariables(variables: Readonly<NodeJS.ProcessEnv>): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, variables);
}

async function run({ command, parameters, folder, variables }: WarmRequest): Promise<WarmResult> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  process.chdir(folder);
  setVariables(variables);
  const script = join(root, 'scripts', `${command}.ts`);
  process.argv = [process.execPath, script, ...parameters];
  process.exitCode = undefined;
  process.stdout.write = collect(stdout);
  process.stderr.write = collect(stderr);
  try {
    // A new address, so that the script's own lines run again; what it imports is loaded already.
    await import(`${pathToFileURL(script).href}?run=${++serial}`);
  } catch (error) {
    stderr.push(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    process.stdout.write = own.stdout;
    process.stderr.write = own.stderr;
    process.chdir(own.folder);
    setVariables(own.variables);
  }
  const status = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  return { status, stdout: stdout.join(''), stderr: stderr.join('') };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Folder, command, number of parameters, parameters and variables, as the stand-in of npm sends them, each ended by a zero byte. */
function parseRequest(body: string): WarmRequest {
  const [folder, command, count, ...rest] = body.split('\0');
  const parameters = rest.slice(0, Number(count));
  const variables = rest.slice(Number(count)).filter((line) => line.includes('='));
  const entries = variables.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const);
  return { folder: folder!, command: command!, parameters, variables: Object.fromEntries(entries) };
}

let last: Promise<unknown> = Promise.resolve();

createServer((request, response) => {
  last = last.then(async () => {
    const body = await readBody(request);
    if (request.headers['content-type'] === 'application/json') {
      response.end(JSON.stringify(await run(JSON.parse(body) as WarmRequest)));
      return;
    }
    const { status, stdout, stderr } = await run(parseRequest(body));
    response.writeHead(200, { 'x-status': String(status), 'x-stdout': String(Buffer.byteLength(stdout)) }).end(stdout + stderr);
  });
}).listen(socket);

process.on('disconnect', () => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
  process.exit();
});
