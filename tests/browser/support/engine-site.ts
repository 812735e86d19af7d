import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { createSiteServer, listen } from '../../../src/runtime/node/static-site.ts';

export interface EngineSite {
  readonly address: string;
  close(): Promise<void>;
}

/** Bundles `engine-page.ts` and serves it alone. */
export async function serveEngine(): Promise<EngineSite> {
  const folder = await mkdtemp(join(tmpdir(), 'custodes-engine-'));
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: folder,
      lib: { entry: join(import.meta.dirname, 'engine-page.ts'), formats: ['es'], fileName: () => 'engine.js' },
    },
  });
  const page =
    '<!doctype html><title>Engine</title><link rel="icon" href="data:," /><script type="module" src="engine.js"></script>';
  await writeFile(join(folder, 'index.html'), page);
  const server = createSiteServer(folder, '/');
  const address = await listen(server, '127.0.0.1', 0, '/');
  return {
    address,
    async close() {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}
