import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Type from 'typebox';
import { parseAs } from '../../src/registry/validator.ts';

const packageFile = Type.Object({ bin: Type.Union([Type.String(), Type.Record(Type.String(), Type.String())]) });

/** The JavaScript file behind an installed package's command, so that it runs under this very Node on every platform. */
export function toolFile(packageName: string, command = packageName): string {
  const folder = join('node_modules', packageName);
  const path = join(folder, 'package.json');
  const { bin } = parseAs(packageFile, readFileSync(path, 'utf8'), path);
  const file = typeof bin === 'string' ? bin : bin[command];
  if (file === undefined) throw new Error(`${packageName} has no command ${command}`);
  return join(folder, file);
}

export interface Run {
  readonly status: number;
  readonly stdout: string;
  /** Output and errors in the order in which they came, without what was shown. */
  readonly output: string;
  readonly seconds: number;
  /** Seconds of processor time, children included, where it was asked for and the system tells. */
  readonly processorSeconds: number | null;
}

export interface RunOptions {
  /** What goes to the terminal as it comes, instead of being collected: errors and progress, or all. */
  readonly show?: 'errors' | 'all';
  readonly environment?: NodeJS.ProcessEnv;
  readonly measureProcessor?: boolean;
}

/** A shell that runs its parameters and then writes what they and all their ended children took, as POSIX has it. */
const MEASURE = '"$@"; status=$?; times > "$PROCESSOR_TIMES"; exit $status';

/**
 * Seconds of processor time from what a shell's `times` wrote: two lines, of the shell and of its children, each with the time in
 * programs and in the system.
 */
export function parseTimes(text: string): number {
  const times = [...text.matchAll(/(\d+)m([\d.]+)s/g)];
  return times.reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0);
}

/** Runs a JavaScript or TypeScript file under this Node. */
export async function runFile(
  file: string,
  parameters: readonly string[],
  { show, environment = {}, measureProcessor = false }: RunOptions = {},
): Promise<Run> {
  const started = performance.now();
  const folder = measureProcessor && process.platform !== 'win32' ? mkdtempSync(join(tmpdir(), 'custodes-times-')) : null;
  const times = join(folder ?? '', 'times');
  const command = [...(folder === null ? [] : ['/bin/sh', '-c', MEASURE, 'sh']), process.execPath, file, ...parameters];
  const child = spawn(command[0]!, command.slice(1), {
    stdio: ['ignore', show === 'all' ? 'inherit' : 'pipe', show === undefined ? 'pipe' : 'inherit'],
    env: {
      ...process.env,
      ASTRO_TELEMETRY_DISABLED: '1',
      ...(folder === null ? {} : { PROCESSOR_TIMES: times }),
      ...environment,
    },
  });
  let output = '';
  let stdout = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    output += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text));
  const status = await new Promise<number>((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => done(code ?? 1));
  });
  const processorSeconds = folder === null ? null : parseTimes(readFileSync(times, 'utf8'));
  if (folder !== null) rmSync(folder, { recursive: true });
  return { status, stdout, output, seconds: (performance.now() - started) / 1000, processorSeconds };
}

/** Like `runFile`, and ends with an error that carries the output where the file does. */
export async function runFileOrFail(file: string, parameters: readonly string[], options?: RunOptions): Promise<Run> {
  const run = await runFile(file, parameters, options);
  if (run.status === 0) return run;
  throw new Error(`${file} ${parameters.join(' ')} ended with ${run.status}\n${run.output}`);
}
