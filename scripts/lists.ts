import { InputError } from '../src/core/input-error.ts';
import { createCommand, runCommand } from '../src/runtime/node/command.ts';
import { isCurrent, writeList } from './lists/generated-list.ts';
import { LISTS } from './lists/lists.ts';

async function check(root: string): Promise<void> {
  const faults = [];
  for (const list of LISTS)
    if (!(await isCurrent(list, root)))
      faults.push({ path: list.file, rule: `does not list the folders of ${list.folder}`, fix: 'run npm run -s lists' });
  if (faults.length > 0) throw new InputError(...faults);
  console.log(`${LISTS.length} lists: as their folders say`);
}

const command = createCommand(
  'lists',
  'Writes the modules that name every metric, DGP, geometry and track, from the folders that there are.',
)
  .option('--check', 'compare them instead')
  .action(async (options: { readonly check?: true }) => {
    const root = process.cwd();
    if (options.check) return check(root);
    for (const list of LISTS) console.log(`${list.file}: ${(await writeList(list, root)) ? 'written' : 'unchanged'}`);
  });

await runCommand(command);
