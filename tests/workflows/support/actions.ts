import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { createSiteServer, listen } from '../../../src/runtime/node/static-site.ts';
import { APP_LOGIN, NAME, OWNER, RECORDER_LOGIN, type Access, type Hub, type Token } from './hub.ts';

/** What a step that uses an action is given. */
export interface ActionCall {
  readonly hub: Hub;
  readonly origin: string;
  readonly workspace: string;
  readonly temporary: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly run: number;
  readonly job: string;
  readonly token: Token;
  /** Commit and ref of the event. */
  readonly sha: string;
  /** Whether steps of this job run the project's code in the workspace itself. */
  readonly needsCode: boolean;
  /** Closes what an action opened, when the test is over. */
  readonly atEnd: (close: () => void) => void;
}

type Outputs = Readonly<Record<string, string>>;
type Action = (call: ActionCall) => Outputs | Promise<Outputs>;

const PROJECT = resolve(import.meta.dirname, '../../..');

/** What a workspace leaves out where the project's commands run in a process that has loaded them already: their code. */
const WITHOUT_CODE = '/*\n!/src/\n!/scripts/\n';

/** What the real one writes: the files, and no token unless told to keep it. */
function checkout({ hub, origin, workspace, sha, inputs, token, needsCode }: ActionCall): Outputs {
  if (inputs['persist-credentials'] !== 'false') throw new Error(`checkout would leave ${token.value} on disk`);
  // The server runs in this process: fetching from it over HTTP would wait for ever.
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', workspace, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  git('init', '--quiet', '--initial-branch=main', '--template=');
  const inGit = (path: string, text: string) => {
    const file = join(workspace, '.git', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'a' });
  };
  const remote = `[remote "origin"]\nurl = ${origin}/git/${OWNER}/${NAME}.git\nfetch = +refs/heads/*:refs/remotes/origin/*\n`;
  inGit('config', `[user]\nname = runner\nemail = runner@example.org\n[commit]\ngpgsign = false\n${remote}`);
  if (!needsCode) {
    inGit('config', '[core]\nsparseCheckout = true\n');
    inGit('info/sparse-checkout', WITHOUT_CODE);
  }
  // Its objects are borrowed, not copied.
  inGit('objects/info/alternates', `${join(hub.repository.path, 'objects')}\n`);
  inGit('refs/remotes/origin/main', `${hub.main}\n`);
  // With every commit come all branches.
  const ledger = inputs['fetch-depth'] === '0' ? hub.repository.head('refs/heads/ledger') : null;
  if (ledger !== null) inGit('refs/remotes/origin/ledger', `${ledger}\n`);
  git('checkout', '--quiet', '--detach', sha);
  // A runner would install the locked packages; they are the ones that run this test.
  symlinkSync(join(PROJECT, 'node_modules'), join(workspace, 'node_modules'));
  return { checked: sha };
}

function filesBelow(path: string): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  if (!existsSync(path)) return files;
  if (statSync(path).isFile()) return files.set(path.split('/').at(-1)!, readFileSync(path));
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(relative(path, file), readFileSync(file));
  }
  return files;
}

function upload({ hub, run, workspace, inputs }: ActionCall): Outputs {
  const name = inputs['name'] ?? 'artifact';
  const files = filesBelow(resolve(workspace, inputs['path']!));
  if (files.size === 0 && inputs['if-no-files-found'] === 'error')
    throw new Error(`no files were found with the path ${inputs['path']}`);
  const existing = hub.artefacts.findIndex((artefact) => artefact.run === run && artefact.name === name);
  if (existing !== -1) {
    if (inputs['overwrite'] !== 'true') throw new Error(`an artifact with the name ${name} already exists on the workflow run`);
    hub.artefacts.splice(existing, 1);
  }
  hub.artefacts.push({ id: hub.nextId(), run, name, files });
  return {};
}

function download({ hub, run, workspace, inputs }: ActionCall): Outputs {
  const own = hub.artefacts.filter((artefact) => artefact.run === run);
  const { name, pattern, path = '.' } = inputs;
  const matcher = pattern === undefined ? null : new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
  const found = own.filter((artefact) => (matcher === null ? artefact.name === name : matcher.test(artefact.name)));
  if (matcher === null && found.length === 0) throw new Error(`artifact not found for name: ${name}`);
  for (const artefact of found) {
    for (const [file, bytes] of artefact.files) {
      const target = join(workspace, path, matcher === null ? '' : artefact.name, file);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, bytes);
    }
  }
  return {};
}

/** Apps by client and key. */
const APPS: Readonly<Record<string, string>> = { 'clerk clerk-key': APP_LOGIN, 'recorder recorder-key': RECORDER_LOGIN };

function createAppToken({ hub, inputs, job }: ActionCall): Outputs {
  const login = APPS[`${inputs['client-id']} ${inputs['private-key']}`];
  if (login === undefined) throw new Error('the private key is missing or wrong: this job gets no secret');
  const asked = Object.entries(inputs).filter(([key]) => key.startsWith('permission-'));
  if (asked.length === 0) throw new Error('a token with every permission of the app was asked for');
  const permissions = Object.fromEntries(asked.map(([key, access]) => [key.slice('permission-'.length), access as Access]));
  return {
    token: hub.issueToken({ login, kind: 'app', permissions, job }).value,
    'app-slug': login.split('[')[0]!,
  };
}

function attest({ workspace, temporary, inputs, token }: ActionCall): Outputs {
  if (token.permissions['id-token'] !== 'write' || token.permissions['attestations'] !== 'write') {
    throw new Error('missing "id-token" and "attestations" permission');
  }
  const subject = inputs['subject-path']!.split(',').map((path) => ({
    name: path.split('/').at(-1),
    digest: {
      sha256: createHash('sha256')
        .update(readFileSync(join(workspace, path)))
        .digest('hex'),
    },
  }));
  const predicate = JSON.parse(readFileSync(join(workspace, inputs['predicate-path']!), 'utf8')) as unknown;
  const statement = { _type: 'https://in-toto.io/Statement/v1', subject, predicateType: inputs['predicate-type'], predicate };
  const bundle = join(temporary, 'attestation.json');
  const payload = Buffer.from(JSON.stringify(statement)).toString('base64');
  writeFileSync(
    bundle,
    JSON.stringify({ mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json', dsseEnvelope: { payload } }),
  );
  return { 'bundle-path': bundle };
}

function uploadPages({ hub, run, workspace, inputs }: ActionCall): Outputs {
  hub.artefacts.push({ id: hub.nextId(), run, name: 'github-pages', files: filesBelow(resolve(workspace, inputs['path']!)) });
  return {};
}

async function deployPages({ hub, run, token, atEnd }: ActionCall): Promise<Outputs> {
  if (token.permissions['pages'] !== 'write' || token.permissions['id-token'] !== 'write')
    throw new Error('missing "pages" permission');
  const { files } = hub.artefacts.findLast((artefact) => artefact.run === run && artefact.name === 'github-pages')!;
  const folder = join(hub.folder, 'pages');
  rmSync(folder, { recursive: true, force: true });
  for (const [file, bytes] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), bytes);
  }
  const server = createSiteServer(folder, `/${NAME}/`);
  const address = await listen(server, '127.0.0.1', 0, `/${NAME}/`);
  atEnd(() => server.close());
  return { page_url: address };
}

const ACTIONS: Readonly<Record<string, Action>> = {
  'actions/checkout': checkout,
  'actions/upload-artifact': upload,
  'actions/download-artifact': download,
  'actions/create-github-app-token': createAppToken,
  'actions/attest': attest,
  'actions/upload-pages-artifact': uploadPages,
  'actions/deploy-pages': deployPages,
};

/** Runs the stand-in of an action. @throws Error for what makes the real one fail */
export async function runAction(uses: string, call: ActionCall): Promise<Outputs> {
  const action = ACTIONS[uses.split('@')[0]!];
  if (action === undefined) throw new Error(`there is no stand-in for ${uses}`);
  return await action(call);
}
