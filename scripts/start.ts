import { createCommand, runCommand } from '../src/runtime/node/command.ts';
import { FOLDERS } from '../src/runtime/node/folders.ts';
import { createSiteServer, listen } from '../src/runtime/node/static-site.ts';
import { permalinkDigest } from '../src/registry/digest.ts';
import { evaluateExample } from './support/example.ts';
import { parsePort } from './support/port.ts';
import { runFileOrFail, toolFile } from './support/tool.ts';

const SITE_FOLDER = 'dist';

interface Options {
  readonly host: string;
  readonly port: string;
  readonly base: string;
}

async function start({ host, port, base }: Options): Promise<void> {
  const number = parsePort(port);
  console.log('1/3 Evaluating the example submission (FastICA on linear-ica) on fresh draws');
  const digest = permalinkDigest(await evaluateExample(FOLDERS.previews, []));
  console.log('2/3 Building the site');
  const environment = { BASE_PATH: base, SITE_URL: process.env['SITE_URL'] ?? `http://${host}:${number}` };
  await runFileOrFail(toolFile('astro'), ['build', '--outDir', SITE_FOLDER], { environment });
  console.log('3/3 Serving it; stop with Ctrl-C');
  const address = await listen(createSiteServer(SITE_FOLDER, base), host, number, base);
  console.log(`\nSite:                      ${address}`);
  console.log(`Record made in this run:   ${address}r/${digest}/`);
}

const command = createCommand('start', 'Evaluates the example submission, builds the site and serves it.')
  .option('--host <name>', 'address to listen on; also HOST', process.env['HOST'] ?? '127.0.0.1')
  .option('--port <number>', 'port to listen on, 0 for any; also PORT', process.env['PORT'] ?? '4321')
  .option('--base <path>', 'path under which it is served; also BASE_PATH', process.env['BASE_PATH'] ?? '/')
  .action(start);

await runCommand(command);
