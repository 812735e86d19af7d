import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../src/core/input-error.ts';
import { createCommand, runCommand } from '../src/runtime/node/command.ts';
import { createSiteServer, listen } from '../src/runtime/node/static-site.ts';

const command = createCommand('serve', 'Serves a built site as GitHub Pages would. Stops on Ctrl-C.')
  .option('--folder <path>', 'the built site', 'dist')
  .option('--base <path>', 'path under which it is served; also BASE_PATH', process.env['BASE_PATH'] ?? '/')
  .option('--host <name>', 'address to listen on; also HOST', process.env['HOST'] ?? '127.0.0.1')
  .option('--port <number>', 'port to listen on, 0 for any; also PORT', process.env['PORT'] ?? '4321')
  .action(async (options: { folder: string; base: string; host: string; port: string }) => {
    const port = Number(options.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535) {
      throw new InputError({ path: '--port', rule: `${options.port} is no port`, fix: 'give a whole number from 0 to 65535' });
    }
    if (!existsSync(join(options.folder, 'index.html'))) {
      throw new InputError({ path: options.folder, rule: 'there is no built site', fix: 'run `npm run build`, or `npm start`' });
    }
    const address = await listen(createSiteServer(options.folder, options.base), options.host, port, options.base);
    console.error(`Serving ${options.folder} at ${address}`);
  });

await runCommand(command);
