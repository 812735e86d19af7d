import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatNpy } from '../../src/core/npy.ts';
import { RandomStream } from '../../src/core/random/stream.ts';
import { runWarm } from '../support/warm/client.ts';

const DOCUMENTS = [...globSync('*.md'), ...globSync('content/docs/*.mdx')].toSorted();
const read = (path: string): string => readFileSync(path, 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };

/** Every `npm …` of a text, in code blocks and in sentences. */
function commandsOf(text: string): string[] {
  return [...text.matchAll(/\bnpm (?:start|test|run [^`\n"]+)/g)].map(([command]) => command.trim());
}

const run = (command: string, parameters: readonly string[]) =>
  runWarm(process.cwd(), { command, parameters, folder: process.cwd(), variables: process.env });

/** Name and parameters of a command of ours. */
function parseCommand(command: string): { name: string; parameters: string[] } {
  const [, first, ...rest] = command.split(/\s+/);
  if (first !== 'run') return { name: first!, parameters: [] };
  const [name, , ...parameters] = rest.filter((word) => word !== '-s' && word !== '--silent');
  return { name: name!, parameters };
}

/** Pages of the site link to one another by address, `../name/`; everything else by file. */
function linkedFile(path: string, target: string): string {
  const page = dirname(path) === 'content/docs' && /^\.\.\/([a-z-]+)\/$/.exec(target);
  return page ? `content/docs/${page[1]}.mdx` : join(dirname(path), target);
}

describe.each(DOCUMENTS)('%s', (path) => {
  it('names commands that exist', () => {
    for (const command of commandsOf(read(path))) expect(Object.keys(scripts), command).toContain(parseCommand(command).name);
  });

  it('links to files that exist', () => {
    const targets = [...read(path).matchAll(/\]\((?!https?:|#|\/)([^)#\s]+)[^)]*\)/g)].map(([, target]) => target!);
    expect(targets.filter((target) => !existsSync(linkedFile(path, target)))).toEqual([]);
  });
});

describe('commands', () => {
  const commands = Object.keys(scripts).filter((name) => `pre${name}` in scripts && existsSync(`scripts/${name}.ts`));

  it('are the ones that are promised', () => {
    const promised = [
      'bench',
      'check',
      'data',
      'evaluate',
      'measure',
      'new',
      'passports',
      'release-suite',
      'serve',
      'start',
      'stress',
      'verify',
    ];
    expect(commands).toEqual(expect.arrayContaining(promised));
  });

  it.each(commands.filter((name) => name !== 'test'))('%s explains itself', (name) => {
    const { status, stdout, stderr } = run(name, ['--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Usage:');
  });
});

describe('README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'custodes-readme-'));
  const placeholders: Readonly<Record<string, string>> = {
    'factors.npy': join(folder, 'factors.npy'),
    'codes.npy': join(folder, 'codes.npy'),
    'train.npz': join(folder, 'train.npz'),
  };
  /** These write into the registry or need what only a whole registry has. */
  const NOT_RUN = ['new', 'start', 'test'];
  const shown = [...read('README.md').matchAll(/```sh\n([^`]*)```/g)].flatMap(([, block]) => commandsOf(block!));

  beforeAll(() => {
    const rows = 100;
    const columns = 2;
    const bytes = formatNpy(new RandomStream('custodes/test', 'readme').fillNormal(new Float64Array(rows * columns)), [
      rows,
      columns,
    ]);
    for (const name of ['factors.npy', 'codes.npy']) writeFileSync(placeholders[name]!, bytes);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('shows commands', () => expect(shown.length).toBeGreaterThan(5));

  it.each(shown.filter((command) => !NOT_RUN.includes(parseCommand(command).name)))('shows what works: %s', (command) => {
    const { name, parameters } = parseCommand(command);
    const real = parameters.map((word) => placeholders[word] ?? word);
    const { status, stderr } = run(name, real);
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  });
});
