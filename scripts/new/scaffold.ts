import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { InputError } from '../../src/core/input-error.ts';
import { writeFileAtomically } from '../../src/runtime/node/write-file.ts';
import { writeList, type GeneratedList } from '../lists/generated-list.ts';

/** What stands in a scaffold where its author has to write something. The scaffolded test fails as long as it is there. */
export const TO_WRITE = 'To write:';

/** What is written for a new thing. */
export interface Scaffold {
  /** New files, by path from the root. */
  readonly files: Readonly<Record<string, string>>;
  /** Files that are there and get an entry: their whole new text. */
  readonly changed?: Readonly<Record<string, string>>;
  /** What to do next, a line each. */
  readonly next: readonly string[];
}

/** A kind of thing that `npm run -s new -- --<option> <name>` starts. */
export interface Kind {
  /** Long name of the option. */
  readonly option: string;
  /** What its value is called in the help. */
  readonly value: string;
  readonly description: string;
  /** Lists that are written again afterwards. */
  readonly lists: readonly GeneratedList[];
  /** @throws InputError where nothing can be called so */
  scaffold(name: string, root: string): Scaffold;
}

/** Writes everything or, where a file is there already, nothing. @returns the paths of what was written */
export async function writeScaffold(kind: Kind, name: string, root: string): Promise<Scaffold & { readonly paths: string[] }> {
  const scaffold = kind.scaffold(name, root);
  const taken = Object.keys(scaffold.files).filter((path) => existsSync(join(root, path)));
  if (taken.length > 0)
    throw new InputError(...taken.map((path) => ({ path, rule: 'is there already', fix: 'choose another name' })));
  const contents = await Promise.all(
    Object.entries({ ...scaffold.files, ...scaffold.changed }).map(
      async ([path, text]) => [path, await format(text, { ...(await resolveConfig(join(root, path))), filepath: path })] as const,
    ),
  );
  for (const [path, text] of contents) await writeFileAtomically(join(root, path), text);
  const paths = contents.map(([path]) => path);
  for (const list of kind.lists) if (await writeList(list, root)) paths.push(list.file);
  return { ...scaffold, paths };
}
