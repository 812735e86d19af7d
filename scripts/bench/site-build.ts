import { spawn } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { listFiles } from '../../src/runtime/node/folders.ts';
import type { MachineFacts } from '../../src/views/bench-report.ts';
import { toolFile } from '../support/tool.ts';
import { writeSyntheticRegistry } from '../synthetic/write-registry.ts';
import { machineFacts } from './machine.ts';

const FOLDER = '.cache/synthetic';
const POLL_MILLISECONDS = 250;

/** What the site costs with so many records. */
export interface SiteBuildBench {
  readonly schema: 'custodes/bench-site-build/1';
  readonly machine: MachineFacts;
  readonly records: number;
  readonly seconds: number;
  /** Processor time, which other work on the machine does not stretch as much; null where the system does not tell. */
  readonly cpu_seconds: number | null;
  /** Most memory that the build held; null where the system does not tell. */
  readonly peak_bytes: number | null;
  readonly files: number;
  readonly bytes: number;
  /** Heaviest page, compressed. */
  readonly heaviest: { readonly page: string; readonly bytes: number };
  /** The search index, compressed. */
  readonly search_bytes: number;
}

interface ProcessCost {
  readonly cpu: number | null;
  readonly peak: number | null;
}

const CLOCK_TICKS = 100;

/** What a running process has cost so far; only Linux tells. */
function readCost(pid: number): ProcessCost {
  try {
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return { cpu: (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS, peak: peak && 1024 * Number(peak[1]) };
  } catch {
    return { cpu: null, peak: null };
  }
}

async function build(environment: NodeJS.ProcessEnv, site: string): Promise<ProcessCost> {
  const child = spawn(process.execPath, [toolFile('astro'), 'build', '--outDir', site], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...environment },
  });
  let cost: ProcessCost = { cpu: null, peak: null };
  const timer = setInterval(() => {
    const now = readCost(child.pid!);
    if (now.cpu !== null) cost = now;
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
