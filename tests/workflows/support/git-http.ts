import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { RECORDER_LOGIN, type Hub, type Token } from './hub.ts';

/** What a push asks the ruleset. */
export interface PushVerdict {
  readonly allowed: boolean;
  readonly status: number;
  readonly message: string;
}

/** Main is written through pull requests; the recorder alone may pass. A token writes only with `contents: write`. */
function judgePush(hub: Hub, token: Token | null): PushVerdict {
  if (token === null) return { allowed: false, status: 401, message: 'authentication required' };
  if (token.permissions['contents'] !== 'write')
    return { allowed: false, status: 403, message: 'Permission denied: write access is not granted' };
  if (token.login !== RECORDER_LOGIN && hub.protectsMain)
    return { allowed: false, status: 403, message: 'GH013: Repository rule violations found for refs/heads/main' };
  return { allowed: true, status: 200, message: '' };
}

export function tokenOf(hub: Hub, request: IncomingMessage): Token | null {
  const header = request.headers.authorization ?? '';
  const [scheme, value = ''] = header.split(' ');
  const secret = scheme?.toLowerCase() === 'basic' ? Buffer.from(value, 'base64').toString().split(':')[1]! : value;
  return hub.tokens.get(secret) ?? null;
}

/** Git over HTTP, by git's own server program; pushes are judged first. */
export async function serveGit(
  hub: Hub,
  request: IncomingMessage,
  response: ServerResponse,
  onPush: (before: string, token: Token) => Promise<void>,
): Promise<void> {
  const { pathname, search } = new URL(request.url!, 'http://hub.test');
  const path = pathname.replace(/^\/git\/[^/]+/, '');
  const token = tokenOf(hub, request);
  const pushes = path.endsWith('/git-receive-pack') || search.includes('git-receive-pack');
  if (pushes) {
    const verdict = judgePush(hub, token);
    hub.uses.push({ token, method: 'PUSH', path: pathname, status: verdict.status });
    if (!verdict.allowed) {
      response
        .writeHead(verdict.status, verdict.status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {})
        .end(verdict.message);
      return;
    }
  }
  const before = hub.main;
  const child = spawn('git', ['http-backend'], {
    env: {
      ...process.env,
      GIT_PROJECT_ROOT: dirname(hub.repository.path),
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: path,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method!,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      REMOTE_USER: token?.login ?? '',
      ...(request.headers['content-encoding'] ? { HTTP_CONTENT_ENCODING: request.headers['content-encoding'] } : {}),
      ...(request.headers['git-protocol'] ? { GIT_PROTOCOL: String(request.headers['git-protocol']) } : {}),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk as Buffer);
  const output = Buffer.concat(chunks);
  const end = output.indexOf('\r\n\r\n');
  const headers = Object.fromEntries(
    output
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map((line) => line.split(/:\s*/, 2) as [string, string]),
  );
  const { Status: status = '200', ...rest } = headers;
  if (path.endsWith('/git-receive-pack') && token !== null) await onPush(before, token);
  response.writeHead(Number.parseInt(status, 10), rest).end(output.subarray(end + 4));
}
