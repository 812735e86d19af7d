import { zipSync } from 'fflate';
import type { IncomingMessage } from 'node:http';
import { NAME, OWNER, type Access, type Hub, type PullRequest, type Token } from './hub.ts';

/** An answer of the stand-in. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Call {
  readonly hub: Hub;
  readonly token: Token | null;
  readonly parameters: readonly string[];
  /** Without the server's prefix and the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly raw: Uint8Array;
  readonly origin: string;
  readonly dispatch: (workflow: string, inputs: Readonly<Record<string, string>>, token: Token) => void;
}

interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** Scope and access that the token needs. */
  readonly needs: readonly [scope: string, access: Access];
  readonly answer: (call: Call) => Answer;
}

const NOT_FOUND: Answer = { status: 404, body: { message: 'Not Found' } };
const ok = (body: unknown): Answer => ({ status: 200, body });
const invalid = (message: string): Answer => ({ status: 422, body: { message } });
const DEFAULT_PAGE = 30;
const MOST_OF_A_PAGE = 100;
/** GitHub lists no more files of a pull request. */
const MOST_FILES = 3000;
/** Larger files come without their content. */
const MOST_CONTENT = 2 ** 20;
const DESCRIPTION_LENGTH = 140;
const COMMENT_LENGTH = 65_536;

/** One page of a list, with a link to the next. @param wrap puts the page into the answer's body */
function paginated<T>(
  { query, path, origin }: Call,
  items: readonly T[],
  wrap: (page: readonly T[]) => unknown = (page) => page,
): Answer {
  const size = Math.min(MOST_OF_A_PAGE, Number(query.get('per_page') ?? DEFAULT_PAGE));
  const page = Number(query.get('page') ?? 1);
  const next = new URLSearchParams(query);
  next.set('page', String(page + 1));
  const link = `<${origin}/api${path}?${next.toString()}>; rel="next"`;
  const answer = ok(wrap(items.slice((page - 1) * size, page * size)));
  return items.length > page * size ? { ...answer, headers: { link } } : answer;
}

/** Base64 in lines, as GitHub writes it. */
const inLines = (bytes: Buffer) => bytes.toString('base64').replace(/.{60}/g, '$&\n');
const REPOSITORY = `/repos/${OWNER}/${NAME}`;
const at = (path: string) => new RegExp(`^${REPOSITORY}/${path}$`);

function pullBody({ number, state, headSha, author, association, branch }: PullRequest) {
  return {
    number,
    state,
    head: { sha: headSha, ref: branch, label: `${author.login}:${branch}` },
    // An account that is gone is nobody's.
    user: author.login === 'ghost' ? null : { id: author.id, login: author.login },
    author_association: association,
  };
}

/** What a pull request touches since it left main. */
function changedFiles({ repository }: Hub, { headSha }: PullRequest) {
  return repository.changed(repository.git('merge-base', 'main', headSha), headSha);
}

function contents({ hub, parameters, query }: Call): Answer {
  const [path = ''] = parameters;
  const ref = query.get('ref') ?? 'main';
  const bytes = hub.repository.read(ref, decodeURIComponent(path));
  if (bytes === null) return NOT_FOUND;
  const sha = hub.repository.git('rev-parse', `${ref}:${decodeURIComponent(path)}`);
  const file = { type: 'file', path, sha, size: bytes.byteLength };
  if (bytes.byteLength > MOST_CONTENT) return ok({ ...file, encoding: 'none', content: '' });
  return ok({ ...file, encoding: 'base64', content: inLines(bytes) });
}

function putContents({ hub, parameters, body }: Call): Answer {
  const path = decodeURIComponent(parameters[0]!);
  const branch = String(body['branch']);
  // A ruleset guards main against this way in as well.
  if (branch === 'main') return { status: 409, body: { message: 'Repository rule violations found' } };
  const current = hub.repository.head(`refs/heads/${branch}`);
  const existing = current === null ? null : hub.repository.read(current, path);
  const sha = existing === null ? undefined : hub.repository.git('rev-parse', `${branch}:${path}`);
  if (existing !== null && body['sha'] === undefined) return invalid('Invalid request. "sha" wasn\'t supplied.');
  if (sha !== body['sha']) return { status: 409, body: { message: `${path} does not match ${String(body['sha'])}` } };
  const bytes = Buffer.from(String(body['content']), 'base64');
  const commit = hub.repository.commit(
    current === null ? null : `refs/heads/${branch}`,
    `refs/heads/${branch}`,
    { [path]: bytes },
    String(body['message']),
  );
  return { status: existing === null ? 201 : 200, body: { commit: { sha: commit } } };
}

const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: at('pulls'),
    needs: ['pull-requests', 'read'],
    answer: (call) => {
      const { hub, query } = call;
      const head = query.get('head');
      const state = query.get('state') ?? 'open';
      const found = hub.pulls.filter(
        (pull) => (state === 'all' || pull.state === state) && (head === null || `${pull.author.login}:${pull.branch}` === head),
      );
      return paginated(call, found.map(pullBody));
    },
  },
  {
    method: 'GET',
    path: at('pulls/(\\d+)'),
    needs: ['pull-requests', 'read'],
    answer: ({ hub, parameters }) => {
      const pull = hub.pulls.find(({ number }) => number === Number(parameters[0]));
      return pull === undefined ? NOT_FOUND : ok({ ...pullBody(pull), changed_files: changedFiles(hub, pull).length });
    },
  },
  {
    method: 'GET',
    path: at('pulls/(\\d+)/files'),
    needs: ['pull-requests', 'read'],
    answer: (call) => paginated(call, changedFiles(call.hub, call.hub.pull(Number(call.parameters[0]))).slice(0, MOST_FILES)),
  },
  {
    method: 'GET',
    path: at('git/blobs/([0-9a-f]{40})'),
    needs: ['contents', 'read'],
    answer: ({ hub, parameters }) => {
      const bytes = hub.repository.blob(parameters[0]!);
      if (bytes === null) return NOT_FOUND;
      return ok({ sha: parameters[0], size: bytes.byteLength, encoding: 'base64', content: inLines(bytes) });
    },
  },
  {
    method: 'GET',
    path: at('git/trees/([0-9a-f]{40})'),
    needs: ['contents', 'read'],
    answer: ({ hub, parameters, query }) => {
      // Whatever the parameter's value, its presence asks for the trees below.
      const tree = hub.repository.tree(parameters[0]!, query.has('recursive'));
      return tree === null ? NOT_FOUND : ok({ sha: parameters[0], tree, truncated: false });
    },
  },
  { method: 'GET', path: at('contents/(.+)'), needs: ['contents', 'read'], answer: contents },
  { method: 'PUT', path: at('contents/(.+)'), needs: ['contents', 'write'], answer: putContents },
  {
    method: 'POST',
    path: at('statuses/([0-9a-f]{40})'),
    needs: ['statuses', 'write'],
    answer: ({ hub, parameters, body, token }) => {
      const { context, state, description = '', target_url = '' } = body as Record<string, string>;
      if (description.length > DESCRIPTION_LENGTH) return invalid('description is too long (maximum is 140 characters)');
      hub.statuses.push({
        sha: parameters[0]!,
        context: context!,
        state: state!,
        description,
        target_url,
        creator: token!.login,
      });
      return { status: 201, body: {} };
    },
  },
  {
    method: 'GET',
    path: at('commits/([0-9a-f]{40})/statuses'),
    needs: ['statuses', 'read'],
    answer: (call) =>
      paginated(
        call,
        call.hub.statuses
          .filter(({ sha }) => sha === call.parameters[0])
          .toReversed()
          .map((status) => ({ ...status, creator: { login: status.creator } })),
      ),
  },
  {
    method: 'GET',
    path: at('actions/runs/(\\d+)/artifacts'),
    needs: ['actions', 'read'],
    answer: (call) => {
      const { hub, parameters, query } = call;
      const found = hub.artefacts.filter(
        ({ run, name }) => run === Number(parameters[0]) && name === (query.get('name') ?? name),
      );
      const size = (files: ReadonlyMap<string, Uint8Array>) =>
        [...files.values()].reduce((sum, bytes) => sum + bytes.byteLength, 0);
      const artifacts = found.map(({ id, name, files }) => ({ id, name, size_in_bytes: size(files) }));
      return paginated(call, artifacts, (page) => ({ total_count: artifacts.length, artifacts: page }));
    },
  },
  {
    method: 'GET',
    path: at('actions/artifacts/(\\d+)/zip'),
    needs: ['actions', 'read'],
    answer: ({ hub, parameters }) => {
      const { files } = hub.artefacts.find(({ id }) => id === Number(parameters[0]))!;
      return { status: 200, bytes: zipSync(Object.fromEntries(files)), headers: { 'content-type': 'application/zip' } };
    },
  },
  {
    method: 'GET',
    path: at('actions/runs/(\\d+)/jobs'),
    needs: ['actions', 'read'],
    answer: ({ hub, parameters, query, origin }) => {
      const all = hub.jobs.filter(({ run }) => run === Number(parameters[0]));
      const [size, page] = [Number(query.get('per_page') ?? 30), Number(query.get('page') ?? 1)];
      const jobs = all.slice(size * (page - 1), size * page).map(({ id, name, conclusion }) => {
        return { id, name, conclusion, run_attempt: 1, check_run_url: `${origin}/api${REPOSITORY}/check-runs/${id}` };
      });
      const next = `<${origin}/api${REPOSITORY}/actions/runs/${parameters[0]}/jobs?per_page=${size}&page=${page + 1}>; rel="next"`;
      const headers = all.length > size * page ? { link: next } : {};
      return { status: 200, body: { total_count: all.length, jobs }, headers };
    },
  },
  {
    method: 'GET',
    path: at('check-runs/(\\d+)/annotations'),
    needs: ['checks', 'read'],
    answer: ({ hub, parameters }) => {
      const notices = hub.jobs.find(({ id }) => id === Number(parameters[0]))?.notices ?? [];
      return ok(notices.map((notice) => ({ ...notice, annotation_level: 'notice' })));
    },
  },
  {
    method: 'POST',
    path: at('actions/workflows/([^/]+)/dispatches'),
    needs: ['actions', 'write'],
    answer: ({ parameters, body, dispatch, token }) => {
      dispatch(parameters[0]!, (body['inputs'] ?? {}) as Record<string, string>, token!);
      return { status: 204 };
    },
  },
  {
    method: 'GET',
    path: at('issues/(\\d+)/comments'),
    needs: ['pull-requests', 'read'],
    answer: (call) =>
      paginated(
        call,
        call.hub.comments
          .filter(({ issue }) => issue === Number(call.parameters[0]))
          .map(({ id, body, login }) => ({ id, body, user: { login } })),
      ),
  },
  {
    method: 'POST',
    path: at('issues/(\\d+)/comments'),
    needs: ['pull-requests', 'write'],
    answer: ({ hub, parameters, body, token }) => {
      if (String(body['body']).length > COMMENT_LENGTH) return invalid('Body is too long (maximum is 65536 characters)');
      const comment = {
        id: hub.nextId(),
        issue: Number(parameters[0]),
        login: token!.login,
        body: String(body['body']),
        edits: 0,
      };
      hub.comments.push(comment);
      return { status: 201, body: { id: comment.id } };
    },
  },
  {
    method: 'PATCH',
    path: at('issues/comments/(\\d+)'),
    needs: ['pull-requests', 'write'],
    answer: ({ hub, parameters, body }) => {
      const comment = hub.comments.find(({ id }) => id === Number(parameters[0]))!;
      comment.body = String(body['body']);
      comment.edits++;
      return ok({ id: comment.id });
    },
  },
  {
    method: 'POST',
    path: at('releases'),
    needs: ['contents', 'write'],
    answer: ({ hub, body, origin }) => {
      const release = { id: hub.nextId(), tag: String(body['tag_name']), assets: new Map<string, Uint8Array>() };
      hub.releases.push(release);
      return {
        status: 201,
        body: { id: release.id, upload_url: `${origin}/uploads${REPOSITORY}/releases/${release.id}/assets{?name,label}` },
      };
    },
  },
  {
    method: 'POST',
    path: new RegExp(`^/uploads${REPOSITORY}/releases/(\\d+)/assets$`),
    needs: ['contents', 'write'],
    answer: ({ hub, parameters, query, raw }) => {
      hub.releases.find(({ id }) => id === Number(parameters[0]))!.assets.set(query.get('name')!, raw);
      return { status: 201, body: {} };
    },
  },
];

function satisfies(token: Token, [scope, access]: Route['needs']): boolean {
  // Every token of a repository reads its metadata.
  const granted = scope === 'metadata' ? 'read' : token.permissions[scope];
  return granted === 'write' || granted === access;
}

/** Answers a request as GitHub would, its rules on tokens included. */
export function answerRest(call: Omit<Call, 'parameters' | 'path'>, request: IncomingMessage, pathname: string): Answer {
  for (const route of ROUTES) {
    const match = request.method === route.method ? route.path.exec(pathname) : null;
    if (match === null) continue;
    if (call.token === null) return { status: 401, body: { message: 'Bad credentials' } };
    if (!satisfies(call.token, route.needs)) return { status: 403, body: { message: 'Resource not accessible by integration' } };
    return route.answer({ ...call, path: pathname, parameters: match.slice(1) });
  }
  return NOT_FOUND;
}
