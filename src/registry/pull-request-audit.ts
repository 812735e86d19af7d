import type { Fault } from '../core/input-error.ts';
import { LIMITS } from './limits.ts';
import { printable } from './printable.ts';
import { MANIFEST_NAME } from './manifest-name.ts';
import type { Submission } from './submission.ts';

/** One file that a pull request touches, as git or GitHub tells it. */
export interface ChangedFile {
  readonly path: string;
  readonly status: string;
  /** Where a renamed file was. */
  readonly previous?: string;
  /** Git's mode of the file, where it is known. */
  readonly mode?: string;
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
const DERIVED = /^content\/(results|addenda|attestations)(\/|$)|^content\/verified\.json$/i;
/** Git's modes of plain files. */
const PLAIN_MODES = ['100644', '100755'];
const OTHER_MODES: Readonly<Record<string, string>> = { '120000': 'is a link', '160000': 'is a submodule' };

/** A rename takes the file away from where it was, and puts it where it is; a copy leaves the other where it was. */
function withoutRenames(files: readonly ChangedFile[]): ChangedFile[] {
  return files.flatMap((file) => {
    const { previous, ...rest } = file;
    if (file.status === 'copied') return [{ ...rest, status: 'added' }];
    if (file.status !== 'renamed' || previous === undefined) return [rest];
    return [
      { path: previous, status: 'removed' },
      { ...rest, status: 'added' },
    ];
  });
}

function modeFault({ path, mode }: ChangedFile): Fault | null {
  if (mode === undefined || PLAIN_MODES.includes(mode)) return null;
  const rule = OTHER_MODES[mode] ?? `has git's mode ${printable(mode)}`;
  return { path: printable(path), rule, fix: 'put the file itself there' };
}

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
export function auditPaths(changed: readonly ChangedFile[], slugs: readonly string[]): PullRequestKind {
  const files = withoutRenames(changed);
  const derived = derivedFaults(files);
  const own = files.filter(({ path }) => `${path}/`.toLowerCase().startsWith(FOLDER));
  const [slug = '', version = ''] =
    own
      .map(({ path }) => VERSION_FOLDER.exec(path))
      .find((match) => match !== null)
      ?.slice(1) ?? [];
  if (own.length === 0 && derived.length === 0) return { kind: 'other' };
  const folder = `${FOLDER}${slug}/${version}/`;
  const faults = [...derived];
  for (const file of files) {
    const { path, status } = file;
    if (DERIVED.test(path)) continue;
    if (slug === '' || !path.startsWith(folder) || DOTS.test(path)) {
      const fix = slug === '' ? `put it in ${FOLDER}<slug>/<version>/` : `a pull request holds ${folder} and nothing else`;
      faults.push({ path: printable(path), rule: 'lies outside one submission version', fix });
    } else if (status !== 'added') {
      const fix = `leave it as it is and add a new version beside ${version}`;
      faults.push({ path: printable(path), rule: 'is frozen: its version was merged already', fix });
    } else {
      const fault = modeFault(file);
      if (fault !== null) faults.push(fault);
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
  /** Its login there, from the event as well. */
  readonly authorLogin: string;
  /** `owner` of the manifest. */
  readonly declared: Submission['owner'];
  /** `owner.github_id` of the versions on the main branch. */
  readonly mergedIds: readonly number[];
  /** A code owner may add a version for somebody. */
  readonly authorIsMaintainer: boolean;
}

/** Only its owner, or a code owner, adds a version, and under the login that the account has. */
export function auditOwnership(ownership: Ownership): Fault[] {
  const { folder, authorId, authorLogin, declared, mergedIds, authorIsMaintainer } = ownership;
  const path = `${folder}/${MANIFEST_NAME}#/owner`;
  const id = declared.github_id;
  if (mergedIds.some((merged) => merged !== id)) {
    const rule = `differs from the earlier versions' ${mergedIds[0]}`;
    return [{ path: `${path}/github_id`, rule, fix: 'only its owner adds a version' }];
  }
  if (id === authorId) {
    if (declared.login === authorLogin) return [];
    const rule = `is not the login of the account ${authorId}`;
    return [{ path: `${path}/login`, rule, fix: `write "${printable(authorLogin)}"` }];
  }
  if (authorIsMaintainer) return [];
  const rule = `is not the author of this pull request (${authorId})`;
  return [{ path: `${path}/github_id`, rule, fix: `write ${authorId}, or let the owner open it` }];
}
