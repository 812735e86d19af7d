import { execFileSync } from 'node:child_process';

const COMMIT = /^[0-9a-f]{40}$/;

/** Day of a commit (ISO 8601), or null where the repository does not hold it, as in a shallow clone. */
export function commitDate(commit: string): string | null {
  if (!COMMIT.test(commit)) return null;
  try {
    return execFileSync('git', ['show', '--no-patch', '--format=%cs', commit], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return null;
  }
}
