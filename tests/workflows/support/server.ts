import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveGit, tokenOf } from './git-http.ts';
import type { Failure, Hub, Token } from './hub.ts';
import { answerRest, type Answer, type Call } from './rest.ts';

/** What the server tells the rest of GitHub. */
export interface ServerHooks {
  readonly dispatch: Call['dispatch'];
  readonly pushed: (before: string, token: Token) => Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function parseBody(raw: Buffer, type: string): Readonly<Record<string, unknown>> {
  return raw.byteLength > 0 && type.includes('json') ? (JSON.parse(raw.toString()) as Record<string, unknown>) : {};
}

function takeFailure(hub: Hub, method: string, path: string): Failure | undefined {
  const failure = hub.failures.find(
    (candidate) => candidate.times > 0 && candidate.method === method && candidate.path.test(path),
  );
  if (failure) failure.times--;
  return failure;
}

function send(response: ServerResponse, answer: Answer, truncateTo?: number): void {
  const bytes = answer.bytes ?? Buffer.from(answer.body === undefined ? '' : JSON.stringify(answer.body));
  const type = answer.bytes === undefined ? 'application/json; charset=utf-8' : 'application/octet-stream';
  const shown = truncateTo === undefined ? bytes : bytes.subarray(0, truncateTo);
  response.writeHead(answer.status, { 'content-type': type, ...answer.headers }).end(shown);
}

/** GitHub on loopback: its REST interface below `/api`, git below `/git`. */
export async function startServer(hub: Hub, hooks: ServerHooks): Promise<{ readonly origin: string; readonly server: Server }> {
  let origin = '';
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url!, origin);
    if (pathname.startsWith('/git/')) {
      await serveGit(hub, request, response, hooks.pushed);
      return;
    }
    const method = request.method!;
    const path = pathname.replace(/^\/api/, '');
    const token = tokenOf(hub, request);
    const raw = await readBody(request);
    const failure = takeFailure(hub, method, path);
    if (failure !== undefined && failure.truncateTo === undefined) {
      hub.uses.push({ token, method, path, status: failure.status });
      send(response, {
        status: failure.status,
        body: { message: 'replayed failure' },
        ...(failure.headers ? { headers: failure.headers } : {}),
      });
      return;
    }
    const body = parseBody(raw, request.headers['content-type'] ?? '');
    const answer = answerRest({ hub, token, query: searchParams, body, raw, origin, dispatch: hooks.dispatch }, request, path);
    hub.uses.push({ token, method, path, status: answer.status });
    send(response, answer, failure?.truncateTo);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error instanceof Error ? error.stack : error));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, server };
}
