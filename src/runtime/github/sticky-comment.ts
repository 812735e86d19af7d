import type { Octokit } from 'octokit';
import { repository } from './environment.ts';

/** Tells our comment from anybody's: it begins with this, and its author is the workflow's own account. */
const MARK = '<!-- custodes: evaluation -->';
const AUTHOR = 'github-actions[bot]';
const PAGE = 100;

/** Writes the one comment of a pull request, or edits it where it is there already. */
export async function writeStickyComment(client: Octokit, pullRequest: number, text: string): Promise<'created' | 'edited'> {
  const body = `${MARK}\n${text}`;
  const place = { ...repository(), issue_number: pullRequest };
  const comments = await client.paginate(client.rest.issues.listComments, { ...place, per_page: PAGE });
  const own = comments.find((comment) => comment.user?.login === AUTHOR && comment.body?.startsWith(MARK));
  if (own === undefined) {
    await client.rest.issues.createComment({ ...place, body });
    return 'created';
  }
  await client.rest.issues.updateComment({ ...repository(), comment_id: own.id, body });
  return 'edited';
}
