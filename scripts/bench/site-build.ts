import { spawn } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { listFiles } from '../../src/runtime/node/folders.ts';
import type { SiteBuildBench } from '../../src/views/bench-report.ts';
import { toolFile } from '../support/tool.ts';
import { writeSyntheticRegistry } from '../synthetic/write-registry.ts';
import { machineFacts } from './machine.ts';
import { readCost, type ProcessCost } from './process-cost.ts';

const FOLDER = '.cache/synthetic';
const POLL_MILLISECONDS = 250;

async function build(environment: NodeJS.ProcessEnv, site: string): Promise<ProcessCost> {
  const child = spawn(process.execPath, [toolFile('astro'), 'build', '--outDir', site], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...environment },
  });
  let cost: ProcessCost = { cpu: null, peak: null };
  const timer = setInterval(() => {
    const now = readCost(child.pid!);
    // A process that ends has no memory any more.
    if (now.cpu !== null) cost = { cpu: now.cpu, peak: now.peak ?? cost.peak };
  }, POLL_MILLISECONDS);
  const status = await new Promise((done) => child.once('close', done));
  clearInterval(timer);
  if (status !== 0) throw new Error(`astro build ended with ${String(status)}`);
  return cost;
}

/** Builds the site of a synthetic registry, and weighs it. */
export async function measureSiteBuild(root: string, records: number): Promise<SiteBuildBench> {
  const folder = resolve(root, FOLDER);
  const registry = await writeSyntheticRegistry(root, folder, records);
  const site = join(folder, 'site');
  rmSync(site, { recursive: true, force: true });
  const environment = {
    CUSTODES_RESULTS: registry.results,
    CUSTODES_GUESTS: registry.submissions,
    CUSTODES_REFERENCE_ROWS: registry.referenceRows,
    CUSTODES_PREVIEWS: join(folder, 'no-previews'),
  };
  const started = performance.now();
  const { cpu, peak } = await build(environment, site);
  const seconds = (performance.now() - started) / 1000;
  const files = await listFiles(site);
  const weigh = (file: string) => gzipSync(readFileSync(join(site, file))).length;
  const pages = files.filter((file) => file.endsWith('.html')).map((page) => ({ page, bytes: weigh(page) }));
  return {
    schema: 'custodes/bench-site-build/1',
    machine: machineFacts(),
    records: registry.records,
    seconds,
    cpu_seconds: cpu,
    peak_bytes: peak,
    files: files.length,
    bytes: files.reduce((sum, file) => sum + statSync(join(site, file)).size, 0),
    heaviest: pages.reduce((a, b) => (b.bytes > a.bytes ? b : a)),
    search_bytes: weigh('search.json'),
  };
}
