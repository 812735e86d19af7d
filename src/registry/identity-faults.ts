import type { Fault } from '../core/input-error.ts';
import { findLookAlike } from './look-alikes.ts';
import { REGISTRY } from './registry-account.ts';
import type { BaselineRole } from './reference-rows.ts';
import { readings, readsWord } from './skeleton.ts';
import { MANIFEST_NAME } from './manifest-name.ts';
import { UNKNOWN_SHA256 } from './submission-scaffold.ts';
import { modelsOf, type Submission } from './submission.ts';

/** What a submission must not be mistaken for: the others that are merged. */
export interface Identity {
  /** Folder of the version: `submissions/<slug>/<version>`. */
  readonly folder: string;
  readonly submission: Submission;
  /** Every other submission version, with the role that the registry gave it. */
  readonly others: readonly { readonly submission: Submission; readonly role: BaselineRole | null }[];
  /** Names that maintainers allowed although they resemble another's. */
  readonly allowedNames: ReadonlySet<string>;
}

/** Earlier versions of the same owner: what stands there already is nobody else's to block. */
function ownVersions({ submission: { owner }, others }: Identity): Submission[] {
  return others.map((other) => other.submission).filter((other) => other.owner.github_id === owner.github_id);
}

const versionName = ({ slug, version }: Submission) => `${slug}/${version}`;

function nameFaults({ folder, submission: { slug, owner }, others, allowedNames }: Identity): Fault[] {
  const known = others.some(({ submission }) => submission.slug === slug);
  if (known || allowedNames.has(slug)) return [];
  const foreign = others.filter(({ submission }) => submission.owner.github_id !== owner.github_id);
  const found = findLookAlike(slug, [...new Set(foreign.map(({ submission }) => submission.slug))]);
  if (found === null) return [];
  const fix = 'choose a name of your own, or ask a maintainer in an issue to enter it in content/allowed-names.json';
  return [{ path: folder, rule: `would be mistaken for ${found}, which is another owner's`, fix }];
}

function titleFaults(identity: Identity): Fault[] {
  const { folder, submission, others } = identity;
  const { title, authors, owner } = submission;
  const foreign = others.filter(({ submission }) => submission.owner.github_id !== owner.github_id);
  const path = `${folder}/${MANIFEST_NAME}`;
  const faults: Fault[] = [];
  const own = new Set(readings(title));
  const same = foreign.find(({ submission }) => readings(submission.title).some((reading) => own.has(reading)));
  const kept = ownVersions(identity).some((earlier) => earlier.title === title);
  if (same !== undefined && !kept) {
    const rule = `reads like that of ${versionName(same.submission)}, which is another owner's`;
    faults.push({ path: `${path}#/title`, rule, fix: 'choose a title of your own' });
  }
  // Under these names the registry vouches for its reference rows.
  const registryAuthors = foreign.filter(({ role }) => role !== null).flatMap(({ submission }) => submission.authors);
  const taken = new Set([...new Set(registryAuthors)].flatMap(readings));
  const isRegistry = owner.github_id === REGISTRY.github_id && owner.login === REGISTRY.login;
  authors.forEach((author, i) => {
    if (isRegistry) return;
    if (readsWord(author, REGISTRY.login) || readings(author).some((reading) => taken.has(reading)))
      faults.push({
        path: `${path}#/authors/${i}`,
        rule: 'reads like the registry itself',
        fix: 'name the people who did the work',
      });
  });
  return faults;
}

function artefactFaults(identity: Identity): Fault[] {
  const { folder, submission, others } = identity;
  const taken = new Map<string, string>();
  for (const other of others) {
    if (other.submission.owner.github_id === submission.owner.github_id) continue;
    const whose = other.role === null ? 'of another owner' : 'a reference row';
    const name = `${versionName(other.submission)}, ${whose}`;
    for (const { model } of modelsOf(other.submission)) {
      taken.set(model.sha256, name);
      // Graphs are small enough to be equal by chance; a dictionary is not.
      if (model.decoder) taken.set(model.decoder.sha256, name);
    }
  }
  // What two pull requests brought at once was merged twice: it does not lock out whoever was first. A reference row stays closed.
  for (const own of ownVersions(identity).flatMap(modelsOf)) {
    for (const sha256 of [own.model.sha256, own.model.decoder?.sha256]) {
      if (sha256 !== undefined && taken.get(sha256)?.endsWith('of another owner')) taken.delete(sha256);
    }
  }
  return modelsOf(submission).flatMap(({ model, pointer }) => {
    const path = `${folder}/${MANIFEST_NAME}#${pointer}`;
    // Whatever another trained may stand for nothing here, be it for a graph.
    const named = [
      { path: `${path}/sha256`, sha256: model.sha256 },
      ...(['decoder', 'graph'] as const).flatMap((file) => {
        const sha256 = model[file]?.sha256;
        return sha256 === undefined ? [] : [{ path: `${path}/${file}/sha256`, sha256 }];
      }),
    ];
    return named
      .filter(({ sha256 }) => sha256 !== UNKNOWN_SHA256 && taken.has(sha256))
      .map(({ path, sha256 }) => ({ path, rule: `stands in ${taken.get(sha256)}`, fix: 'submit what you trained yourself' }));
  });
}

/** Names, titles, authors and artefacts that are another owner's, by all that is merged. */
export function identityFaults(identity: Identity): Fault[] {
  return [...nameFaults(identity), ...titleFaults(identity), ...artefactFaults(identity)];
}

/** A login that another account's submissions have: for a clone, which does not know who will open the pull request. */
export function loginFaults({ owner }: Submission, folder: string, others: Identity['others']): Fault[] {
  const login = owner.login.toLowerCase();
  const other = others.find(
    ({ submission }) => submission.owner.login.toLowerCase() === login && submission.owner.github_id !== owner.github_id,
  );
  if (other === undefined) return [];
  const rule = `is the login of the account ${other.submission.owner.github_id}`;
  const fix = 'write your own login, and the id at https://api.github.com/users/<your login>';
  return [{ path: `${folder}/${MANIFEST_NAME}#/owner/login`, rule, fix }];
}
