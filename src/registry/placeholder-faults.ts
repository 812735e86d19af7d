import type { Fault } from '../core/input-error.ts';
import { MANIFEST_NAME } from './manifest-name.ts';
import { REGISTRY } from './registry-account.ts';
import { PLACEHOLDERS } from './submission-scaffold.ts';
import type { Submission } from './submission.ts';

/** What a manifest has kept of the scaffold: a merged folder is frozen, and its page would show it for good. */
export function placeholderFaults({ summary, authors, owner, recipe }: Submission, folder: string): Fault[] {
  const path = `${folder}/${MANIFEST_NAME}#`;
  const kept: readonly (readonly [boolean, string, string])[] = [
    [summary === PLACEHOLDERS.summary, '/summary', 'say what the method does, in a sentence'],
    [authors.includes(PLACEHOLDERS.author), `/authors/${authors.indexOf(PLACEHOLDERS.author)}`, 'write who is to be cited'],
    [owner.login === PLACEHOLDERS.login, '/owner/login', 'write your login on GitHub'],
    [recipe.text === PLACEHOLDERS.recipe, '/recipe/text', 'say how the models were trained'],
  ];
  const faults = kept
    .filter(([isKept]) => isKept)
    .map(([, pointer, fix]) => ({ path: `${path}${pointer}`, rule: "is the scaffold's placeholder", fix }));
  if (owner.github_id === REGISTRY.github_id && owner.login !== REGISTRY.login) {
    const fix = 'write the id at https://api.github.com/users/<your login>';
    faults.push({ path: `${path}/owner/github_id`, rule: 'is 0, which is the registry itself', fix });
  }
  return faults;
}
