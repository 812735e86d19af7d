import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../src/core/input-error.ts';
import { createCommand, runCommand } from '../src/runtime/node/command.ts';
import { createSiteServer, listen } from '../src/runtime/node/static-site.ts';
import { parsePort } from './support/port.ts';

interface Options {
  readonly folder: string;
  readonly host: string;
  readonly port: string;
  readonly base: string;
}

async function serve({ folder, host, port, base }: Options): Promise<void> {
  const number = parsePort(port);
  if (!existsSync(join(folder, 'index.html'))) {
    throw new InputError({ path: folder, rule: 'holds no built site', fix: 'run npm run build, or npm start' });
  }
  const address = await listen(createSiteServer(folder, base), host, number, base);
  console.error(`Serving ${folder} at ${address}; stop with Ctrl-C`);
}

const command = createCommand('serve', 'Serves a built site as GitHub Pages would.')
  .option('--folder <path>', 'the built site', 'dist')
  .option('--host <name>', 'address to listen on; also HOST', process.env['HOST'] ?? '127.0.0.1')
  .option('--port <number>', 'port to listen on, 0 for any; also PORT', process.env['PORT'] ?? '4321')
  .option('--base <path>', 'path under which it is served; also BASE_PATH', process.env['BASE_PATH'] ?? '/')
  .action(serve);

await runCommand(command);
