import type { Fault } from '../core/input-error.ts';
import { MANIFEST_NAME } from './manifest-name.ts';

/** A submission version on the main branch, by what decides whose slug it is. */
export interface OwnedVersion {
  /** `submissions/<slug>/<version>`. */
  readonly name: string;
  readonly slug: string;
  /** `owner.github_id` of its manifest. */
  readonly owner: number;
  /** Where its merge stands among the branch's own commits, the first one least; equal where that is not known. */
  readonly merged: number;
}

/** The version that was merged first of each slug: its owner owns the slug. Of those merged at once, the first given. */
export function firstVersions<T extends OwnedVersion>(versions: readonly T[]): ReadonlyMap<string, T> {
  const first = new Map<string, T>();
  for (const version of versions) {
    const known = first.get(version.slug);
    if (known === undefined || version.merged < known.merged) first.set(version.slug, version);
  }
  return first;
}

/**
 * The last look at whose slug it is, on the main branch itself: two pull requests may both have been right when they were evaluated.
 *
 * @returns faults by the name of the version
 */
export function ownershipFaults(versions: readonly OwnedVersion[]): ReadonlyMap<string, Fault[]> {
  const first = firstVersions(versions);
  const foreign = versions.filter(({ slug, owner }) => first.get(slug)!.owner !== owner);
  return new Map(
    foreign.map(({ name, slug, owner }) => {
      const { name: theirs, owner: theirOwner } = first.get(slug)!;
      const rule = `is ${owner}, but ${slug} belongs to ${theirOwner}, whose ${theirs} was merged first`;
      const fix = `open a pull request with the same files under another slug; a maintainer removes ${name}`;
      return [name, [{ path: `${name}/${MANIFEST_NAME}#/owner/github_id`, rule, fix }]];
    }),
  );
}
