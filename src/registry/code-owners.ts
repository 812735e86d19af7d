/** Patterns of CODEOWNERS that a submission's files match. */
const SUBMISSIONS = ['*', '/submissions/', 'submissions/', '/submissions/**', '/submissions'];

/**
 * Whether an account is a code owner of the submissions. People count by name; a team is for GitHub to resolve, since no workflow's
 * token may list its members.
 *
 * Source: the rules of CODEOWNERS, of which the last that matches decides.
 *
 * @param text of `.github/CODEOWNERS` on the main branch
 */
export function ownsSubmissions(text: string, login: string): boolean {
  const rules = text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().split(/\s+/))
    .filter(([pattern]) => SUBMISSIONS.includes(pattern!));
  const owners = rules.at(-1)?.slice(1) ?? [];
  return owners.some((owner) => owner.toLowerCase() === `@${login.toLowerCase()}`);
}
