import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { formatOf } from '../src/core/documents/format-of.ts';
import { fileSchema } from '../src/core/documents/schema-path.ts';
import { InputError } from '../src/core/input-error.ts';
import { parseMetricList } from '../src/runtime/node/metric-list.ts';
import { setModes, type Mode } from '../src/runtime/node/command-modes.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import type { BenchSize } from '../src/views/bench-report.ts';
import { DOCUMENTS } from '../src/views/documents.ts';
import { measureAudit } from './bench/audit.ts';
import { compareWith } from './bench/compare.ts';
import { measureCosts, printCosts } from './bench/costs.ts';
import { measureGrowth } from './bench/growth.ts';
import { measureReport } from './bench/measure-report.ts';
import { SIZES } from './bench/panel.ts';
import { measureInference } from './bench/inference.ts';
import {
  printAudit,
  printComparison,
  printGrowth,
  printInference,
  printReport,
  printRerun,
  printSite,
  printSiteBuild,
} from './bench/print.ts';
import { measureRerun } from './bench/rerun.ts';
import { measureSiteBuild } from './bench/site-build.ts';
import { readSiteRecords } from './bench/site-records.ts';
import { measureSite } from './bench/site.ts';
import { measureTests } from './bench/tests.ts';
import { formatBudget } from './support/costs.ts';
import { parseCount } from './support/count.ts';

interface Options {
  readonly metrics?: string;
  readonly sizes?: string;
  readonly repeats: string;
  readonly grid: boolean;
  readonly reference?: string;
  readonly referenceLimit: string;
  readonly compare?: string;
  readonly folder: string;
  readonly base: string;
  readonly records: string;
  readonly out?: string;
  readonly json?: true;
}

function parseSizes(text: string): BenchSize[] {
  return text.split(',').map((part) => {
    const [n, d, m, ...rest] = part.split('x').map((number) => parseCount('--sizes', number));
    if (n !== undefined && d !== undefined && m !== undefined && rest.length === 0) return { n, d, m };
    throw new InputError({
      path: '--sizes',
      rule: `"${part}" is no size`,
      fix: 'give n, d and m, for example 1000x5x5,2000x10x10',
    });
  });
}

/** Permalinks of two results of a built site that can be compared. */
async function pickResults(folder: string): Promise<string[]> {
  const byTrack = Map.groupBy(await readSiteRecords(folder), ({ measured }) => measured.track.id);
  const alike = [...byTrack.values()].find((own) => own.length > 1);
  if (alike === undefined)
    throw new InputError({ path: folder, rule: 'is no built site with results to compare', fix: 'npm run build' });
  return alike.slice(0, 2).map(({ result }) => result);
}

async function run(what: string, options: Options): Promise<readonly [document: object, table: string]> {
  const root = process.cwd();
  const sizes = options.sizes === undefined ? SIZES : parseSizes(options.sizes);
  const repeats = parseCount('--repeats', options.repeats);
  if (what === 'growth') {
    const report = await measureGrowth(root);
    return [report, printGrowth(report)];
  }
  if (what === 'costs') {
    const report = await measureCosts(root, parseMetricList(options.metrics));
    return [report, printCosts(report)];
  }
  if (what === 'audit') {
    const report = measureAudit(repeats);
    return [report, printAudit(report)];
  }
  if (what === 'site') {
    const report = await measureSite(options.folder, options.base, await pickResults(options.folder), repeats);
    return [report, printSite(report)];
  }
  if (what === 'rerun') {
    const report = await measureRerun(options.folder, options.base, repeats);
    return [report, printRerun(report)];
  }
  if (what === 'inference') {
    const report = await measureInference(repeats);
    return [report, printInference(report)];
  }
  if (what === 'site-build') {
    const report = await measureSiteBuild(root, parseCount('--records', options.records));
    return [report, printSiteBuild(report)];
  }
  if (what === 'tests') {
    const report = await measureTests();
    return [report, formatBudget(report.lines)];
  }
  if (what !== 'panel') {
    throw new InputError({
      path: what,
      rule: 'is nothing to measure',
      fix: 'choose panel, growth, costs, audit, inference, site, rerun, site-build or tests',
    });
  }
  if (options.compare !== undefined) {
    const comparisons = await compareWith(root, options.compare, sizes, repeats);
    return [{ schema: 'custodes/bench-comparison/1', then: options.compare, comparisons }, printComparison(comparisons)];
  }
  const report = await measureReport({
    root,
    sizes,
    repeats,
    withGrid: options.grid,
    python: options.reference ?? null,
    referenceLimit: parseCount('--reference-limit', options.referenceLimit),
  });
  return [report, printReport(report)];
}

const ALWAYS = ['out', 'json'];
const modeOf = (what: string, ...reads: string[]): Mode => ({
  name: `for ${what}`,
  operands: [what],
  reads: [...ALWAYS, ...reads],
});
const modes: readonly Mode[] = [
  modeOf('growth'),
  modeOf('costs', 'metrics'),
  modeOf('audit', 'repeats'),
  modeOf('inference', 'repeats'),
  modeOf('site', 'folder', 'base', 'repeats'),
  modeOf('rerun', 'folder', 'base', 'repeats'),
  modeOf('site-build', 'records'),
  modeOf('tests'),
  { name: 'with --compare', askedBy: ['compare'], reads: [...ALWAYS, 'sizes', 'repeats'] },
  { name: 'with --reference', askedBy: ['reference'], reads: [...ALWAYS, 'sizes', 'repeats', 'no-grid', 'reference-limit'] },
  { name: 'for panel', reads: [...ALWAYS, 'sizes', 'repeats', 'no-grid'] },
];

const command = createCommand(
  'bench',
  'Times metrics, the audit, encoders and the site. Figures to compare, never a test that fails on time.',
)
  .argument(
    '[what]',
    'panel: every metric, panels and the grid of the paper; growth: exponents of time by size; costs: milliseconds of a draw, for the homes of metrics; audit: check on hostile files; inference: encoders on every engine that runs here; site: Lighthouse and interactions on a built site; rerun: a record in the page and in Node; site-build: the build of a synthetic registry; tests: what the last npm test cost, beside its budget',
    'panel',
  )
  .option('--metrics <keys>', 'of costs: comma-separated (default: all)')
  .option('--sizes <list>', 'rows x factors x codes, for example 1000x5x5,2000x10x10')
  .option('--repeats <count>', 'repetitions (the median is reported); with --compare, the number of paired runs', '3')
  .option('--no-grid', 'leave out the grid')
  .option('--reference <python>', 'also run scripts/bench/reference.py with this Python, in turn with ours')
  .option('--reference-limit <count>', 'leave it out where n·d·m is larger', '2000000')
  .option('--compare <file>', 'run the engine that made this report and the present one in turn')
  .option('--folder <folder>', 'built site, for site and rerun', 'dist')
  .option('--base <path>', 'path that the site was built for, for site and rerun', '/')
  .option('--records <count>', 'of site-build: how many', '10000')
  .option('--out <file>', 'also write the JSON document to a file')
  .option('--json', 'print one JSON document')
  .action(async (what: string, options: Options) => {
    const [report, table] = await run(what, options);
    const known = DOCUMENTS.find(({ format }) => format === formatOf(report));
    const document = { ...(known && fileSchema(known.name, 1)), ...report };
    if (options.out !== undefined) await writeFile(resolve(options.out), `${JSON.stringify(document, null, 1)}\n`);
    if (options.json) printJson(document);
    else console.log(table);
  });

await runCommand(setModes(command, modes));
