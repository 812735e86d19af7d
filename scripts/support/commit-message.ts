import type { Fault } from '../../src/core/input-error.ts';

const LONGEST = 72;
const SUBJECT = /^[a-z][a-z0-9-]*(?:, [a-z][a-z0-9-]*)*: \S/;
/** Git writes these itself. */
const WRITTEN_BY_GIT = /^(?:Merge |Revert "|fixup! |squash! |amend! )/;
/** Words that describe instead of asking, as in "added" or "fixes"; many that end so are commands, so only the common ones count. */
const DESCRIBES =
  /: (?:add|allow|bump|chang|correct|creat|delet|document|drop|fix|improv|mak|mov|refactor|remov|renam|replac|updat|us)(?:es|s|ed|d|ing)\b/i;
/** What `git commit` strips: comments, and everything below its scissors. */
const STRIPPED = /^# -+ >8 -+[\s\S]*|^#.*$/gm;

/** What is wrong with a commit's message, by the convention of CONTRIBUTING.md. */
export function messageFaults(text: string): Fault[] {
  const [subject = '', second = ''] = text.replaceAll(STRIPPED, '').trim().split('\n');
  if (WRITTEN_BY_GIT.test(subject)) return [];
  const faults: Omit<Fault, 'path'>[] = [];
  if (!SUBJECT.test(subject)) {
    faults.push({ rule: 'has no scope', fix: 'begin with what it changes, for example "metrics: add the corrected DCI"' });
  }
  if (subject.length > LONGEST) {
    faults.push({ rule: `has ${subject.length} characters`, fix: `keep to ${LONGEST}, and explain in the body` });
  }
  if (subject.endsWith('.')) faults.push({ rule: 'ends with a full stop', fix: 'leave it out' });
  if (DESCRIBES.test(subject)) faults.push({ rule: 'describes', fix: 'use the imperative: "add", not "added" or "adds"' });
  if (second !== '') faults.push({ rule: 'runs on into the second line', fix: 'leave that line empty' });
  return faults.map((fault) => ({ path: 'first line of the message', ...fault }));
}
