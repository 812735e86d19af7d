import { resolve } from 'node:path';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { parseCount } from './support/count.ts';
import { writeSyntheticRegistry } from './synthetic/write-registry.ts';

interface Options {
  readonly records: string;
  readonly out: string;
}

const command = createCommand(
  'synthetic-registry',
  'Writes a registry of valid records that nobody computed, to try the site at scale. CUSTODES_RESULTS, CUSTODES_GUESTS and CUSTODES_REFERENCE_ROWS make a build read it.',
)
  .option('--records <count>', 'how many, at least 45', '10000')
  .option('--out <folder>', 'is emptied first', '.cache/synthetic')
  .action(async ({ records, out }: Options) => {
    printJson(await writeSyntheticRegistry(process.cwd(), resolve(out), parseCount('--records', records)));
  });

await runCommand(command);
