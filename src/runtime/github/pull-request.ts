import type { Octokit } from 'octokit';
import Type from 'typebox';
import { InputError } from '../../core/input-error.ts';
import type { ChangedFile } from '../../registry/pull-request-audit.ts';
import { readEvent, repository } from './environment.ts';

/** Who opened a pull request, from the event or the interface, never from a file. */
export interface Author {
  readonly id: number;
  readonly login: string;
  /** GitHub's word for what the account is to the repository. */
  readonly association: string;
}

/** A pull request as GitHub tells it. Nothing here comes from the pull request's own workflow. */
export interface PullRequest {
  readonly number: number;
  readonly headSha: string;
  readonly author: Author;
}

/** A file of its head commit. */
export interface PullRequestFile extends ChangedFile {
  /** Git's object id, by which the bytes are checked. */
  readonly blob: string;
}

/** What the events that start an evaluation have in common. */
const evaluationEvent = Type.Object({
  workflow_run: Type.Optional(
    Type.Object({
      head_sha: Type.String(),
      head_branch: Type.String(),
      head_repository: Type.Union([Type.Object({ owner: Type.Object({ login: Type.String() }) }), Type.Null()]),
    }),
  ),
  inputs: Type.Optional(Type.Union([Type.Object({ pull_request: Type.Optional(Type.String()) }), Type.Null()])),
});

interface ApiPullRequest {
  readonly number: number;
  readonly state: string;
  readonly head: { readonly sha: string };
  readonly user: { readonly id: number; readonly login: string } | null;
  readonly author_association: string;
}

/** GitHub's files of a pull request end here. */
const MAXIMUM_FILES = 3000;
const PAGE = 100;

/** @throws InputError where the author's account is gone: number 0 is the registry itself */
function toPullRequest({ number, head, user, author_association }: ApiPullRequest): PullRequest {
  if (user === null) {
    const fix = 'open it again from an account';
    throw new InputError({ path: `pull request ${number}`, rule: 'has no author any more', fix });
  }
  return { number, headSha: head.sha, author: { id: user.id, login: user.login, association: author_association } };
}

/**
 * The pull request that an event is about: the one that a maintainer names, or the open one with the head's owner, branch and commit
 * (`workflow_run.pull_requests` is empty for forks). Null where a newer push has replaced that commit.
 */
export async function findPullRequest(client: Octokit): Promise<PullRequest | null> {
  const { workflow_run: run, inputs } = readEvent(evaluationEvent);
  if (run === undefined) {
    const text = inputs?.pull_request ?? '';
    if (!/^[1-9]\d{0,8}$/.test(text)) {
      throw new InputError({ path: 'pull_request', rule: `"${text}" is no number`, fix: 'give the number of a pull request' });
    }
    const { data } = await client.rest.pulls.get({ ...repository(), pull_number: Number(text) });
    return data.state === 'open' ? toPullRequest(data) : null;
  }
  const owner = run.head_repository?.owner.login;
  if (owner === undefined) return null;
  const { data } = await client.rest.pulls.list({ ...repository(), state: 'open', head: `${owner}:${run.head_branch}` });
  const found = data.find(({ head }) => head.sha === run.head_sha);
  return found === undefined ? null : toPullRequest(found);
}

/** Every file that it touches. @throws InputError where there are more than GitHub tells, or a push came in between */
export async function listFiles(client: Octokit, { number, headSha }: PullRequest): Promise<PullRequestFile[]> {
  const files = await client.paginate(client.rest.pulls.listFiles, { ...repository(), pull_number: number, per_page: PAGE });
  const path = `pull request ${number}`;
  if (files.length >= MAXIMUM_FILES) {
    throw new InputError({ path, rule: `touches ${files.length} files`, fix: 'open one with a single submission version' });
  }
  const { data } = await client.rest.pulls.get({ ...repository(), pull_number: number });
  if (data.head.sha !== headSha)
    throw new InputError({ path, rule: 'was pushed to meanwhile', fix: 'the new push is evaluated' });
  if (data.changed_files !== files.length) {
    const rule = `touches ${data.changed_files} files, of which GitHub lists ${files.length}`;
    throw new InputError({ path, rule, fix: 'push it again' });
  }
  return files.map(({ filename, status, sha, previous_filename: previous }) => ({
    path: filename,
    status,
    blob: sha ?? '',
    ...(previous === undefined ? {} : { previous }),
  }));
}
