import { BOARDS } from '../src/boards/catalogue.ts';
import { InputError } from '../src/core/input-error.ts';
import { setModes, type Mode } from '../src/runtime/node/command-modes.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { KINDS } from './new/kinds.ts';
import { writeScaffold, type Kind } from './new/scaffold.ts';
import { writeSubmission } from './new/submission.ts';

type Options = Readonly<Record<string, string | boolean | undefined>>;

async function startSubmission(slug: string, options: Options): Promise<void> {
  const written = await writeSubmission(slug, typeof options['track'] === 'string' ? options['track'] : BOARDS[0]!.track.id);
  if (options['json']) printJson(written);
  else console.log(`${written.folder}: written. Next: read its README.md`);
}

async function startKind(kind: Kind, name: string, { json }: Options): Promise<void> {
  const { paths, next } = await writeScaffold(kind, name, process.cwd());
  if (json) printJson({ files: paths, next });
  else console.log([...paths, '', 'Next:', ...next.map((step) => `  ${step}`)].join('\n'));
}

async function create(slug: string | undefined, options: Options): Promise<void> {
  const kind = KINDS.find(({ option }) => typeof options[option] === 'string' && (option !== 'track' || slug === undefined));
  if (kind !== undefined) return startKind(kind, options[kind.option] as string, options);
  if (slug !== undefined) return startSubmission(slug, options);
  const fix = `give the name of a submission, or ${KINDS.map(({ option, value }) => `--${option} <${value}>`).join(' or ')}`;
  throw new InputError({ path: 'new', rule: 'needs a name', fix });
}

const modes: readonly Mode[] = [
  ...KINDS.filter(({ option }) => option !== 'track').map(({ option }): Mode => ({
    name: `with --${option}`,
    askedBy: [option],
    reads: ['json'],
    withoutOperands: true,
  })),
  { name: 'for a submission', reads: ['track', 'json'] },
];

const command = createCommand('new', 'Starts a submission, or something that the registry measures with.')
  .argument('[slug]', 'name of a submission: lower-case letters, digits and single hyphens')
  .option('--json', 'print what was written as one JSON document');
for (const { option, value, description } of KINDS) command.option(`--${option} <${value}>`, description);
if (!KINDS.some(({ option }) => option === 'track'))
  command.option('--track <track>', `with a slug: the track to start with (default: ${BOARDS[0]!.track.id})`);

await runCommand(setModes(command, modes).action(create));
