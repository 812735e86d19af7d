import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The JavaScript file behind an installed package's command, so that it runs under this very Node on every platform. */
export function toolFile(packageName: string, command = packageName): string {
  const folder = join('node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: string | Record<string, string> };
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
}

export interface RunOptions {
  /** What goes to the terminal as it comes, instead of being collected: errors and progress, or all. */
  readonly show?: 'errors' | 'all';
  readonly environment?: NodeJS.ProcessEnv;
}

/** Runs a JavaScript or TypeScript file under this Node. */
export async function runFile(
  file: string,
  parameters: readonly string[],
  { show, environment = {} }: RunOptions = {},
): Promise<Run> {
  const started = performance.now();
  const child = spawn(process.execPath, [file, ...parameters], {
    stdio: ['ignore', show === 'all' ? 'inherit' : 'pipe', show === undefined ? 'pipe' : 'inherit'],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...environment },
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
  return { status, stdout, output, seconds: (performance.now() - started) / 1000 };
}

/** Like `runFile`, and ends with an error that carries the output where the file does. */
export async function runFileOrFail(file: string, parameters: readonly string[], options?: RunOptions): Promise<Run> {
  const run = await runFile(file, parameters, options);
  if (run.status === 0) return run;
  throw new Error(`${file} ${parameters.join(' ')} ended with ${run.status}\n${run.output}`);
}
