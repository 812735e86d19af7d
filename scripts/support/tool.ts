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
  /** Output and errors in the order in which they came; empty where they went to the terminal. */
  readonly output: string;
  readonly seconds: number;
}

/**
 * Runs a JavaScript or TypeScript file under this Node.
 *
 * @param show sends the output to the terminal (to stderr) as it comes, instead of collecting it
 */
export async function runFile(
  file: string,
  parameters: readonly string[],
  { show = false, environment = {} }: { show?: boolean; environment?: NodeJS.ProcessEnv } = {},
): Promise<Run> {
  const started = performance.now();
  const child = spawn(process.execPath, [file, ...parameters], {
    stdio: show ? ['ignore', process.stderr, process.stderr] : ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  const status = await new Promise<number>((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => done(code ?? 1));
  });
  return { status, output, seconds: (performance.now() - started) / 1000 };
}
