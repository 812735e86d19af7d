import type { Octokit } from 'octokit';
import { repository } from './environment.ts';
import type { PullRequest } from './pull-request.ts';

/** Roles whose bearers answer for the repository: others who may push to a branch of it add no version for somebody else. */
const ROLES: readonly string[] = ['admin', 'maintain'];

/** Whether the author of a pull request is a maintainer. Strangers are not asked about. */
export async function isMaintainer(client: Octokit, { login, isMaintainer: mayBe }: PullRequest['author']): Promise<boolean> {
  if (!mayBe) return false;
  const { data } = await client.rest.repos.getCollaboratorPermissionLevel({ ...repository(), username: login });
  return ROLES.includes(data.role_name);
}
