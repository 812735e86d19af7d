import { relative } from 'node:path';
import { formatFault } from '../src/core/input-error.ts';
import { formatNotice } from '../src/registry/submission-notices.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { posixPath } from '../src/runtime/node/folders.ts';
import { auditFolder } from '../src/runtime/node/submission-audit.ts';
import { findVersions } from '../src/runtime/node/submission-folder.ts';

interface Options {
  readonly json?: true;
}

async function check(path: string, { json }: Options): Promise<void> {
  const folders = await findVersions(path);
  const audits = [];
  for (const folder of folders) audits.push(await auditFolder(folder, process.cwd()));
  const faults = audits.flatMap((audit) => audit.faults);
  const notices = audits.flatMap((audit) => audit.notices);
  const checked = folders.map((folder) => posixPath(relative(process.cwd(), folder)));
  if (json) printJson({ checked, faults, notices });
  if (faults.length > 0) {
    faults.forEach((fault) => console.error(formatFault(fault)));
    process.exitCode = 1;
    return;
  }
  if (json) return;
  notices.forEach((notice) => console.log(formatNotice(notice)));
  checked.forEach((name) => console.log(`${name}: no fault found`));
}

const command = createCommand(
  'check',
  'Checks a submission against the schema and audits its files. A model runs only where its number of codes does not follow from its file. Faults stop a submission, notices do not.',
)
  .argument('<path>', 'submissions/<slug>, or one version of it')
  .option('--json', 'print faults and notices as one JSON document')
  .action(check);

await runCommand(command);
