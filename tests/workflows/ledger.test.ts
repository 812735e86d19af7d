import type { Server } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { attemptsPath, formatAttempts, parseAttempts, type Attempt } from '../../src/registry/attempts.ts';
import { createClient } from '../../src/runtime/github/client.ts';
import { addAttempt } from '../../src/runtime/github/ledger.ts';
import { Hub, NAME, OWNER } from './support/hub.ts';
import { startServer } from './support/server.ts';

const TIME = '2026-01-15T00:00:00.000Z';
const PATH = attemptsPath(TIME);

let hub: Hub;
let server: Server;
let client: ReturnType<typeof createClient>;

beforeEach(async () => {
  hub = new Hub();
  const started = await startServer(hub, { dispatch: () => undefined, pushed: () => Promise.resolve() });
  ({ server } = started);
  vi.stubEnv('GITHUB_API_URL', `${started.origin}/api`);
  vi.stubEnv('GITHUB_REPOSITORY', `${OWNER}/${NAME}`);
  const permissions = { contents: 'write' } as const;
  client = createClient(hub.issueToken({ login: 'app', kind: 'app', permissions, job: 'admit' }).value);
});
afterEach(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
  hub.remove();
});

const attempt = (run: number): Attempt => {
  const common = { pull_request: 1, head_sha: String(run).padStart(40, '0'), account: run, submission: 'submissions/a/1' };
  return { event: 'admitted', time: TIME, run, ...common, minutes: 1 };
};
const write = (lines: readonly Attempt[]) => {
  const base = hub.repository.head('refs/heads/ledger') === null ? null : 'refs/heads/ledger';
  hub.repository.commit(base, 'refs/heads/ledger', { [PATH]: formatAttempts(lines) }, 'Ledger');
};
const runs = () => parseAttempts(hub.repository.read('ledger', PATH)!.toString(), PATH).map(({ run }) => run);

test('a month that GitHub gives without its content, because it is long, loses no line', async () => {
  const many = Array.from({ length: 8000 }, (_, run) => attempt(run));
  expect(formatAttempts(many).length).toBeGreaterThan(2 ** 20);
  write(many);
  await addAttempt(client, TIME, (lines) => {
    expect(lines).toHaveLength(many.length);
    return attempt(9999);
  });
  expect(runs()).toEqual([...many.map(({ run }) => run), 9999]);
});

test('who makes the month’s file at the same time as another adds to it', async () => {
  write([]);
  hub.repository.commit('refs/heads/ledger', 'refs/heads/ledger', { [PATH]: null }, 'No month yet');
  const asked: number[] = [];
  await addAttempt(client, TIME, (lines) => {
    asked.push(lines.length);
    if (asked.length === 1) write([attempt(1)]);
    return attempt(2);
  });
  expect(asked).toEqual([0, 1]);
  expect(runs()).toEqual([1, 2]);
});
