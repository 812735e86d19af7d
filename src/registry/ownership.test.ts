import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstVersions, ownershipFaults, type OwnedVersion } from './ownership.ts';

const version = (slug: string, number: string, owner: number, merged: number): OwnedVersion => ({
  name: `submissions/${slug}/${number}`,
  slug,
  owner,
  merged,
});

test('the first merged owns a slug, whatever its version is called; the second is told what to do', () => {
  const faults = ownershipFaults([version('a', '1', 7, 5), version('a', '2', 8, 3), version('b', '1', 7, 9)]);
  expect([...faults.keys()]).toEqual(['submissions/a/1']);
  expect(faults.get('submissions/a/1')).toEqual([
    {
      path: 'submissions/a/1/submission.json#/owner/github_id',
      rule: 'is 7, but a belongs to 8, whose submissions/a/2 was merged first',
      fix: 'open a pull request with the same files under another slug; a maintainer removes submissions/a/1',
    },
  ]);
});

test('whatever was merged, every slug has one owner, who loses none of the own versions, and later merges change nothing', () => {
  const versions = fc
    .array(fc.record({ slug: fc.constantFrom('a', 'b'), owner: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 12 })
    .map((parts) => parts.map(({ slug, owner }, merged) => version(slug, String(merged), owner, merged)));
  fc.assert(
    fc.property(versions, fc.integer({ min: 1, max: 12 }), (all, count) => {
      const early = all.slice(0, count);
      const faults = ownershipFaults(all);
      for (const { name, slug, owner } of all) expect(faults.has(name)).toBe(firstVersions(all).get(slug)!.owner !== owner);
      expect([...ownershipFaults(early).keys()]).toEqual(
        [...faults.keys()].filter((name) => early.some((each) => each.name === name)),
      );
    }),
  );
});
