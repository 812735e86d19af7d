import { relative } from 'node:path';
import { formatFault, type Fault } from '../src/core/input-error.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { posixPath } from '../src/runtime/node/folders.ts';
import { auditFolder, findVersions } from '../src/runtime/node/submission-folder.ts';

interface Options {
  readonly json?: true;
}

async function check(path: string, { json }: Options): Promise<void> {
  const folders = await findVersions(path);
  const faults: Fault[] = [];
  for (const folder of folders) faults.push(...(await auditFolder(folder)));
  const checked = folders.map((folder) => posixPath(relative(process.cwd(), folder)));
  if (json) printJson({ checked, faults });
  if (faults.length > 0) {
    faults.forEach((fault) => console.error(formatFault(fault)));
    process.exitCode = 1;
    return;
  }
  if (!json) checked.forEach((name) => console.log(`${name}: no fault found`));
}

const command = createCommand('check', 'Checks a submission against the schema and audits its files. Nothing is executed.')
  .argument('<path>', 'submissions/<slug>, or one version of it')
  .option('--json', 'print the faults as one JSON document')
  .action(check);

await runCommand(command);
