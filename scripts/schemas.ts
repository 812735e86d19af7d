import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { publicSchema } from '../src/core/documents/public-schema.ts';
import { InputError } from '../src/core/input-error.ts';
import { createCommand, runCommand } from '../src/runtime/node/command.ts';
import { FOLDERS, readTextIfPresent } from '../src/runtime/node/folders.ts';
import { writeFileAtomically } from '../src/runtime/node/write-file.ts';
import { DOCUMENTS } from '../src/views/documents.ts';

/** Every schema's text by the name of its file. */
const texts = new Map(
  DOCUMENTS.map((definition) => [`${definition.name}.json`, `${JSON.stringify(publicSchema(definition), null, 2)}\n`]),
);

async function check(): Promise<void> {
  const stale = readdirSync(FOLDERS.schemas).filter((name) => !texts.has(name));
  for (const [name, text] of texts) {
    if ((await readTextIfPresent(join(FOLDERS.schemas, name))) !== text) stale.push(name);
  }
  if (stale.length === 0) return;
  const rule = `is not what src says: ${stale.toSorted().join(', ')}`;
  throw new InputError({ path: FOLDERS.schemas, rule, fix: 'run `npm run -s schemas`' });
}

async function write(): Promise<void> {
  for (const [name, text] of texts) await writeFileAtomically(join(FOLDERS.schemas, name), text);
  for (const name of readdirSync(FOLDERS.schemas)) {
    if (!texts.has(name)) rmSync(join(FOLDERS.schemas, name));
  }
}

const command = createCommand('schemas', 'Writes the JSON Schema of every kind of document, or checks the committed ones.')
  .option('--check', 'compare them with the committed ones')
  .action(async (options: { readonly check?: true }) => {
    await (options.check ? check() : write());
    console.log(`${texts.size} schemas in ${FOLDERS.schemas}${options.check ? ', as committed' : ''}`);
  });

await runCommand(command);
