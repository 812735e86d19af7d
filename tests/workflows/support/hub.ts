import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BareRepository, type Changes } from './bare-repository.ts';

/** Somebody with an account. */
export interface Account {
  readonly id: number;
  readonly login: string;
}

export type Access = 'read' | 'write';

/** A token that a workflow's job, or the app's action, was given. */
export interface Token {
  readonly value: string;
  readonly login: string;
  /** `workflow` pushes start no workflow; of the apps, the recorder may pass the ruleset. */
  readonly kind: 'workflow' | 'app';
  readonly permissions: Readonly<Record<string, Access>>;
  /** Which job it was given to. */
  readonly job: string;
}

export interface PullRequest {
  readonly number: number;
  readonly author: Account;
  readonly association: string;
  readonly branch: string;
  readonly fork: string;
  state: 'open' | 'closed';
  headSha: string;
}

export interface Status {
  readonly sha: string;
  readonly context: string;
  readonly state: string;
  readonly description: string;
  readonly target_url: string;
  readonly creator: string;
}

export interface Comment {
  readonly id: number;
  readonly issue: number;
  readonly login: string;
  body: string;
  edits: number;
}

export interface Artefact {
  readonly id: number;
  readonly run: number;
  readonly name: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** A job that has ended, as GitHub lists it. */
export interface FinishedJob {
  readonly id: number;
  readonly run: number;
  readonly name: string;
  readonly conclusion: string;
  /** Notices of its own log. */
  readonly notices: readonly { readonly title: string; readonly message: string }[];
}

export interface Environment {
  /** Only jobs of this branch get its secrets. */
  readonly branch: string | null;
  readonly secrets: Readonly<Record<string, string>>;
  /** Who must approve; the tests approve at once unless told otherwise. */
  readonly approval?: boolean;
}

/** One use of a token, kept so that tests can say where none may be used. */
export interface TokenUse {
  readonly token: Token | null;
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** A failure that the stand-in replays: the next requests that match get this answer. */
export interface Failure {
  readonly method: string;
  readonly path: RegExp;
  times: number;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends only so many bytes of the body of an otherwise right answer. */
  readonly truncateTo?: number;
}

export const OWNER = 'custodes';
export const NAME = 'registry';
/** The app that posts the status and writes the ledger. */
export const APP_LOGIN = 'custodes-clerk[bot]';
/** The app that may pass the ruleset of main. */
export const RECORDER_LOGIN = 'custodes-recorder[bot]';
/** What the ruleset asks for before a merge, and from whom. */
const REQUIRED_STATUS = { context: 'evaluation', creator: APP_LOGIN };

/** What GitHub keeps: a repository, its forks, pull requests, runs, artefacts and tokens. */
export class Hub {
  readonly folder = mkdtempSync(join(tmpdir(), 'custodes-hub-'));
  readonly repository: BareRepository;
  readonly pulls: PullRequest[] = [];
  readonly statuses: Status[] = [];
  readonly comments: Comment[] = [];
  readonly artefacts: Artefact[] = [];
  readonly jobs: FinishedJob[] = [];
  readonly tokens = new Map<string, Token>();
  readonly uses: TokenUse[] = [];
  readonly failures: Failure[] = [];
  readonly releases: { readonly id: number; readonly tag: string; readonly assets: Map<string, Uint8Array> }[] = [];
  readonly variables: Record<string, string> = {
    CLERK_LOGIN: APP_LOGIN,
    CLERK_CLIENT_ID: 'clerk',
    RECORDER_LOGIN,
    RECORDER_CLIENT_ID: 'recorder',
  };
  readonly environments: Record<string, Environment> = {
    bot: { branch: 'main', secrets: { CLERK_PRIVATE_KEY: 'clerk-key' } },
    publish: { branch: 'main', secrets: { RECORDER_PRIVATE_KEY: 'recorder-key' } },
    release: { branch: 'main', secrets: {} },
    evaluation: { branch: 'main', secrets: { CLERK_PRIVATE_KEY: 'clerk-key' }, approval: true },
    'github-pages': { branch: 'main', secrets: {} },
  };
  /**
   * How the project's commands run in steps: in one process that loaded their modules already (`tests/support/warm`), or each in a process
   * of its own. Everything else of a step is the same: its YAML, its shell, its variables. A scenario chooses with `startRegistry`.
   */
  warm = false;
  /** Whether the ruleset is active. */
  protectsMain = true;
  #serial = 1000;

  constructor() {
    const path = join(this.folder, `${NAME}.git`);
    this.repository = new BareRepository(path);
    const parent = new BareRepository(this.folder);
    parent.git('init', '--quiet', '--bare', '--initial-branch=main', path);
    this.repository.git('config', 'http.receivepack', 'true');
    this.repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  }

  nextId(): number {
    return ++this.#serial;
  }

  issueToken(token: Omit<Token, 'value'>): Token {
    const issued = { ...token, value: `token-${this.nextId()}` };
    this.tokens.set(issued.value, issued);
    return issued;
  }

  get main(): string {
    return this.repository.head('refs/heads/main')!;
  }

  pull(number: number): PullRequest {
    const found = this.pulls.find((pull) => pull.number === number);
    if (!found) throw new Error(`no pull request ${number}`);
    return found;
  }

  /** A fork's branch becomes a pull request; its commits become part of the base repository's objects, as on GitHub. */
  openPull(author: Account, branch: string, changes: Changes, association = 'FIRST_TIME_CONTRIBUTOR'): PullRequest {
    const number = this.pulls.length + 1;
    const headSha = this.repository.commit('refs/heads/main', `refs/pull/${number}/head`, changes, `Pull request ${number}`);
    const pull: PullRequest = { number, author, association, branch, fork: `${author.login}/${NAME}`, state: 'open', headSha };
    this.pulls.push(pull);
    this.#updateMergeRef(pull);
    return pull;
  }

  pushToPull(pull: PullRequest, changes: Changes): void {
    const ref = `refs/pull/${pull.number}/head`;
    pull.headSha = this.repository.commit(ref, ref, changes, 'Another push');
    this.#updateMergeRef(pull);
  }

  #updateMergeRef({ number, headSha }: PullRequest): void {
    this.repository.merge(this.main, headSha, `refs/pull/${number}/merge`, `Merge ${headSha}`);
  }

  /** The ruleset: a merge needs the required status, from the app and from nobody else. */
  mayMerge({ headSha }: PullRequest): boolean {
    const newest = this.statuses.findLast(({ sha, context }) => sha === headSha && context === REQUIRED_STATUS.context);
    return newest?.state === 'success' && newest.creator === REQUIRED_STATUS.creator;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
