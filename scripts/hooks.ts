import { InputError } from '../src/core/input-error.ts';
import { createCommand, runCommand } from '../src/runtime/node/command.ts';
import { runGit } from './support/run-git.ts';

const FOLDER = 'scripts/hooks';
const SETTING = 'core.hooksPath';

async function setHooks({ off }: { readonly off?: true }): Promise<void> {
  const present = (await runGit(['config', '--local', '--default', '', '--get', SETTING])).trim();
  if (present !== '' && present !== FOLDER) {
    const fix = `run git config --unset ${SETTING} first, or call ${FOLDER}/* from your own hooks`;
    throw new InputError({ path: `git config ${SETTING}`, rule: `is ${present}: hooks of your own`, fix });
  }
  if (off) {
    if (present !== '') await runGit(['config', '--local', '--unset', SETTING]);
  } else await runGit(['config', '--local', SETTING, FOLDER]);
  console.log(off ? 'hooks are off' : `hooks are on: ${FOLDER}; npm run hooks -- --off turns them off`);
}

const command = createCommand('hooks', 'Lets git check format, lint and message of each commit in this clone.')
  .option('--off', 'turn them off')
  .action(setHooks);

await runCommand(command);
