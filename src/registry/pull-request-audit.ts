import type { Fault } from '../core/input-error.ts';
import { LIMITS } from './limits.ts';
import { printable } from './printable.ts';
import { MANIFEST_NAME } from './submission-faults.ts';

/** One file that a pull request touches, as git or GitHub tells it. */
export interface ChangedFile {
  readonly path: string;
  readonly status: string;
}

/** What a pull request is about, by its paths alone. */
export type PullRequestKind =
  /** Nothing below `submissions/` nor a record: reviewed by people. */
  | { readonly kind: 'other' }
  | { readonly kind: 'submission'; readonly slug: string; readonly version: string; readonly faults: readonly Fault[] };

const FOLDER = 'submissions/';
const VERSION_FOLDER = /^submissions\/([a-z0-9]+(?:-[a-z0-9]+)*)\/((?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){0,2})\//;
/** Git has no such names; nothing that claims to be a path with one is looked at. */
const DOTS = /(^|\/)\.\.?(\/|$)/;
/** Written by the recorder alone. The withdrawal ledger lies elsewhere: maintainers propose its entries. */
const DERIVED = /^content\/(results|attestations)\/|^content\/verified\.json$/;

/** A pull request that touches derived data is refused whatever else it does. */
function derivedFaults(files: readonly ChangedFile[]): Fault[] {
  return files
    .filter(({ path }) => DERIVED.test(path))
    .map(({ path }) => ({
      path: printable(path),
      rule: 'is written by the recorder alone',
      fix: 'leave it out; to withdraw a result, ask for an entry in content/withdrawals.json',
    }));
}

/**
 * Audits what a pull request touches: one new submission version and nothing else, or no submission at all.
 *
 * @param slugs that the main branch has
 */
export function auditPaths(files: readonly ChangedFile[], slugs: readonly string[]): PullRequestKind {
  const derived = derivedFaults(files);
  const own = files.filter(({ path }) => path.toLowerCase().startsWith(FOLDER));
  const [slug = '', version = ''] =
    own
      .map(({ path }) => VERSION_FOLDER.exec(path))
      .find((match) => match !== null)
      ?.slice(1) ?? [];
  if (own.length === 0 && derived.length === 0) return { kind: 'other' };
  const folder = `${FOLDER}${slug}/${version}/`;
  const faults = [...derived];
  for (const { path, status } of files) {
    if (DERIVED.test(path)) continue;
    if (slug === '' || !path.startsWith(folder) || DOTS.test(path)) {
      const fix = slug === '' ? `put it in ${FOLDER}<slug>/<version>/` : `a pull request holds ${folder} and nothing else`;
      faults.push({ path: printable(path), rule: 'lies outside one submission version', fix });
    } else if (status !== 'added') {
      const fix = `leave it as it is and add a new version beside ${version}`;
      faults.push({ path: printable(path), rule: 'is frozen: its version was merged already', fix });
    }
  }
  const twin = slugs.find((other) => other !== slug && other.replaceAll('-', '') === slug.replaceAll('-', ''));
  if (twin !== undefined) {
    faults.push({ path: folder, rule: `would be mistaken for ${twin}`, fix: 'choose a name that differs by more than hyphens' });
  }
  return { kind: 'submission', slug, version, faults: faults.slice(0, LIMITS.faults) };
}

/** Whose submission it is, and whose it was before. */
export interface Ownership {
  /** Folder of the version. */
  readonly folder: string;
  /** Numeric GitHub id of the pull request's author, from the event, never from a file. */
  readonly authorId: number;
  /** `owner.github_id` of the manifest. */
  readonly declaredId: number;
  /** `owner.github_id` of the versions on the main branch. */
  readonly mergedIds: readonly number[];
  /** A code owner may add a version for somebody. */
  readonly authorIsMaintainer: boolean;
}

/** Only its owner, or a code owner, adds a version. */
export function auditOwnership({ folder, authorId, declaredId, mergedIds, authorIsMaintainer }: Ownership): Fault[] {
  const path = `${folder}/${MANIFEST_NAME}#/owner/github_id`;
  if (mergedIds.some((id) => id !== declaredId)) {
    return [{ path, rule: `differs from the earlier versions' ${mergedIds[0]}`, fix: 'only its owner adds a version' }];
  }
  if (authorIsMaintainer || declaredId === authorId) return [];
  return [
    { path, rule: `is not the author of this pull request (${authorId})`, fix: `write ${authorId}, or let the owner open it` },
  ];
}
