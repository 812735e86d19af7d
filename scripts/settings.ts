import { readFileSync } from 'node:fs';
import { InputError } from '../src/core/input-error.ts';
import { formatMismatch } from '../src/registry/compare.ts';
import { parseDocument } from '../src/registry/validator.ts';
import { createClient } from '../src/runtime/github/client.ts';
import { compareSettings, type Settings } from '../src/runtime/github/settings.ts';
import { settings as settingsFile } from '../src/registry/documents/settings.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';

const FILE = '.github/settings.json';
const CODE_OWNERS = '.github/CODEOWNERS';

interface Options {
  readonly check?: true;
  readonly json?: true;
}

/** Folders that no rule of CODEOWNERS names. */
function unownedFolders({ code_owners }: Settings): string[] {
  const lines = readFileSync(CODE_OWNERS, 'utf8').split('\n');
  return code_owners.filter((folder) => !lines.some((line) => line.startsWith(`/${folder}/ `)));
}

async function settings({ check, json }: Options): Promise<void> {
  const { $comment: _, $schema: __, ...wanted } = parseDocument(settingsFile, readFileSync(FILE, 'utf8'), FILE);
  if (check === undefined) {
    printJson(wanted);
    return;
  }
  const unowned = unownedFolders(wanted);
  if (unowned.length > 0) {
    throw new InputError({
      path: CODE_OWNERS,
      rule: `has no owner for ${unowned.join(', ')}`,
      fix: `add a line /${unowned[0]}/`,
    });
  }
  const mismatches = await compareSettings(createClient(), wanted);
  if (json) printJson({ mismatches });
  mismatches.forEach((mismatch) => console.error(`${FILE}${formatMismatch(mismatch)}`));
  if (mismatches.length > 0) process.exitCode = 1;
  else if (!json) console.log("the repository's settings are what they must be");
}

const command = createCommand('settings', "The repository's settings as data. Without --check they are printed.")
  .option(
    '--check',
    'compare them with those on GitHub: needs GITHUB_REPOSITORY=owner/name, and GITHUB_TOKEN of an administrator',
  )
  .option('--json', 'print the differences as one JSON document')
  .action(settings);

await runCommand(command);
