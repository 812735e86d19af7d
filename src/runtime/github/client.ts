import { Octokit } from 'octokit';
import { variable } from './environment.ts';

/** How often a request waits for GitHub's rate limit before it gives up. */
const RATE_LIMIT_RETRIES = 2;

/**
 * A client with the token that the step was given. Failures of GitHub's servers are tried again, a rate limit is waited for; a
 * refusal is final.
 */
export function createClient(token = variable('GITHUB_TOKEN')): Octokit {
  const wait = (_seconds: number, _request: unknown, _octokit: unknown, retries: number) => retries < RATE_LIMIT_RETRIES;
  return new Octokit({
    auth: token,
    baseUrl: process.env['GITHUB_API_URL'] ?? 'https://api.github.com',
    userAgent: 'custodes',
    throttle: { onRateLimit: wait, onSecondaryRateLimit: wait },
  });
}

/** Whether a request failed with a status, for example 404. */
export function hasStatus(error: unknown, status: number): boolean {
  return error instanceof Error && 'status' in error && error.status === status;
}
