import type { Octokit } from 'octokit';
import { InputError } from '../../core/input-error.ts';
import { repository } from './environment.ts';
import type { PullRequest, PullRequestFile } from './pull-request.ts';

/** The entries of a folder at a commit, from git's trees one below the other: a tree of the whole repository may be cut off. */
async function readTree(client: Octokit, commit: string, folder: string) {
  let sha = commit;
  for (const name of folder.split('/')) {
    const { data } = await client.rest.git.getTree({ ...repository(), tree_sha: sha });
    const entry = data.tree.find(({ path, type }) => path === name && type === 'tree');
    if (entry?.sha === undefined) return [];
    ({ sha } = entry);
  }
  const { data } = await client.rest.git.getTree({ ...repository(), tree_sha: sha, recursive: '1' });
  if (data.truncated)
    throw new InputError({ path: folder, rule: 'has more entries than GitHub lists', fix: 'keep to its models' });
  return data.tree;
}

/** The files of a pull request with git's modes at its head: what lists a pull request's files tells nothing of links and submodules. */
export async function withModes(
  client: Octokit,
  { headSha }: PullRequest,
  files: readonly PullRequestFile[],
  folder: string,
): Promise<PullRequestFile[]> {
  const entries = await readTree(client, headSha, folder);
  const modes = new Map(entries.map(({ path, mode }) => [`${folder}/${path}`, mode]));
  return files.map((file) => ({ ...file, mode: modes.get(file.path) ?? 'missing' }));
}
