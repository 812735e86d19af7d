import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../src/core/input-error.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { writeFileAtomically } from '../src/runtime/node/write-file.ts';
import type { CheckRow, CheckSection } from './inference-checks/section.ts';

const FOLDER = join(import.meta.dirname, 'inference-checks');
/** Files of the folder that are no sections. */
const SHARED = ['section.ts'];
const DECIMALS = 3;

interface Options {
  readonly section?: string;
  readonly write?: true;
  readonly json?: true;
}

function sectionNames(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !SHARED.includes(name))
    .map((name) => name.slice(0, -'.ts'.length))
    .sort();
}

function chosenNames(wanted: string | undefined): string[] {
  const names = sectionNames();
  if (wanted === undefined) return names;
  if (names.includes(wanted)) return [wanted];
  throw new InputError({ path: '--section', rule: `"${wanted}" is not a section`, fix: `choose from ${names.join(', ')}` });
}

function line({ holds, check, setting, measured, limit }: CheckRow): string {
  return `${holds ? 'holds' : 'FAILS'}  ${check}: ${measured.toFixed(DECIMALS)} (at most ${limit})  ${setting}`;
}

async function run(options: Options): Promise<void> {
  const results: { readonly section: string; readonly title: string; readonly rows: readonly CheckRow[] }[] = [];
  for (const name of chosenNames(options.section)) {
    const { section } = (await import(join(FOLDER, `${name}.ts`))) as { readonly section: CheckSection };
    if (!options.json) console.log(section.title);
    const rows = section.run((row) => options.json || console.log(line(row)));
    const result = { section: section.id, title: section.title, rows };
    results.push(result);
    if (options.write)
      await writeFileAtomically(
        join('content/statistics/inference', `${section.id}.json`),
        `${JSON.stringify({ schema: 'custodes/inference-checks/1', ...result }, null, 1)}\n`,
      );
  }
  if (options.json) printJson(results);
  // Rows of single settings may fail within the share that the summary of their section allows: the first row.
  const failed = results.filter(({ rows }) => !rows[0]!.holds).map(({ section }) => section);
  if (failed.length > 0) throw new InputError({ path: failed.join(', '), rule: 'does not hold', fix: 'see the rows that fail' });
}

const command = createCommand(
  'inference-checks',
  'Runs the property tests of all inferences in their whole form: minutes of simulation.',
)
  .option('--section <name>', 'one section (default: all)')
  .option('--write', 'keep the tables in content/statistics/inference/')
  .option('--json', 'print one JSON document')
  .action(run);

await runCommand(command);
