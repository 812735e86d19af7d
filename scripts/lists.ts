import { InputError } from '../src/core/input-error.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { CATALOGUES } from './lists/catalogues.ts';
import { compareLists, writeLists } from './lists/write-lists.ts';

interface Options {
  readonly check?: true;
  readonly json?: true;
}

async function run({ check, json }: Options): Promise<void> {
  const root = process.cwd();
  if (check) {
    const stale = (await compareLists(root, CATALOGUES)).filter((state) => state.stale);
    if (stale.length > 0)
      throw new InputError(
        ...stale.map(({ path }) => ({ path, rule: 'is not what its folders give', fix: 'write it with: npm run -s lists' })),
      );
  }
  const written = check ? [] : await writeLists(root, CATALOGUES);
  if (json) printJson({ lists: CATALOGUES.map(({ list }) => list), written });
  else console.log(written.length === 0 ? `${CATALOGUES.length} lists are up to date` : `written: ${written.join(', ')}`);
}

const command = createCommand('lists', 'Generates the lists of DGPs, geometries and whatever else has one folder each.')
  .option('--check', 'write nothing; fail where a list is not what its folders give')
  .option('--json', 'print one JSON document')
  .action(run);

await runCommand(command);
