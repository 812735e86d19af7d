import { readFileSync } from 'node:fs';
import Type from 'typebox';
import { auditPaths } from '../../src/registry/pull-request-audit.ts';
import { formatAnnotation } from '../../src/runtime/github/annotations.ts';
import { readEvent, setOutputs } from '../../src/runtime/github/environment.ts';
import { changedFiles, listSlugsAt } from '../../src/runtime/node/git.ts';
import { auditSubmission } from '../../src/runtime/github/audit-submission.ts';

const pullRequestEvent = Type.Object({
  pull_request: Type.Object({
    user: Type.Object({ id: Type.Integer(), login: Type.String() }),
    author_association: Type.String(),
  }),
});

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Advice for the author: what the registry will say of this pull request, on the lines at fault. */
export async function checkPullRequest(): Promise<void> {
  const root = process.cwd();
  const { pull_request: pull } = readEvent(pullRequestEvent);
  const kind = auditPaths(await changedFiles(root, 'HEAD^1', 'HEAD'), await listSlugsAt(root, 'HEAD^1'));
  if (kind.kind === 'other') {
    console.log('no submission in this pull request');
    return;
  }
  const author = { id: pull.user.id, login: pull.user.login, association: pull.author_association };
  const audit = await auditSubmission(root, root, kind, author);
  audit.faults.forEach((fault) => console.log(formatAnnotation(fault, readText)));
  audit.notices.forEach((notice) => console.log(formatAnnotation(notice, readText, 'notice')));
  if (audit.faults.length > 0) process.exitCode = 1;
  else setOutputs({ submission: `submissions/${kind.slug}/${kind.version}` });
}
