/** The repository that this site is built from. */
export interface Repository {
  /** `owner/name`; a placeholder where it is not known. */
  readonly name: string;
  /** Address of its page, without a slash at the end. */
  readonly address: string;
  /** False for a site that was built without the address: pages then say so in place of a link that leads nowhere. */
  readonly known: boolean;
}

/** The branch that pages are built from. */
const BRANCH = 'main';
const NAME = /^[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+$/;

/** Reads the variables that GitHub sets in every workflow. @param environment `GITHUB_REPOSITORY`, and `GITHUB_SERVER_URL` where it is not github.com */
export function readRepository(environment: Readonly<Record<string, string | undefined>>): Repository {
  const given = environment['GITHUB_REPOSITORY'] ?? '';
  const known = NAME.test(given);
  const name = known ? given : 'OWNER/NAME';
  const server = environment['GITHUB_SERVER_URL'] ?? '';
  const host = /^https:\/\/[^/]+\/?$/.test(server) ? server.replace(/\/$/, '') : 'https://github.com';
  return { name, address: `${host}/${name}`, known };
}

/** Path of a folder below the repository's address. @param folder from the repository's root */
export const folderPath = (folder: string): string => `tree/${BRANCH}/${folder}`;
/** Path of a file's page. */
export const filePath = (file: string): string => `blob/${BRANCH}/${file}`;
/** Path of the page that edits a file and offers the change as a pull request. */
export const editPath = (file: string): string => `edit/${BRANCH}/${file}`;
/** Path of a commit. */
export const commitPath = (commit: string): string => `commit/${commit}`;
/** Path where a pull request is opened. */
export const PULL_REQUEST_PATH = 'compare';

/** Forms for issues, by what they are for: files of `.github/ISSUE_TEMPLATE`. */
export type IssueForm = 'bug' | 'metric' | 'not-reproduced' | 'withdrawal';

/** Path where an issue is opened, with one of the forms. @param permalink fills in the form's field of that name */
export function issuePath(form?: IssueForm, permalink?: string): string {
  if (form === undefined) return 'issues/new/choose';
  const query = new URLSearchParams({ template: `${form}.yml`, ...(permalink !== undefined && { permalink }) });
  return `issues/new?${query}`;
}
