import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScratchClone, type ScratchClone } from '../support/scratch-clone.ts';
import { startDevServer, type DevServer } from './support/dev-server.ts';

/** The page on adding a metric, followed to the letter in a clone. */
const PAGE = readFileSync('content/docs/add-a-metric.mdx', 'utf8');
const BLOCKS = [...PAGE.matchAll(/<Code text="([^"]*)"/g)].map(([, line]) => line!);
const [START, TEST, PASSPORT, ATLAS, SITE, SUITE] = BLOCKS;
/** The page compares with the newest frozen suite. */
const NEWEST = globSync('content/suite/*.json')
  .map((path) => basename(path, '.json'))
  .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  .at(-1)!;
const HOME = 'src/metrics/my_metric';
/** What a metric that no panel has must leave as it is. */
const OTHERS = ['content/{atlas,passports,suite}/*', 'content/*.json', 'src/suite/**/*.ts', 'src/metrics/[!m]*/**/*.ts'];

let clone: ScratchClone;
let server: DevServer | undefined;
beforeAll(() => void (clone = createScratchClone()));
afterAll(() => {
  server?.stop();
  clone.remove();
});

const digests = () => Object.assign({}, ...OTHERS.map((pattern) => clone.digests(pattern))) as Record<string, string>;

/** What an author does: writes what the test asks for. The example keeps the computation that was there to start with. */
function write(path: string): void {
  clone.edit(path, (text) => text.replaceAll('To write: ', 'Share of ').replace('Number.NaN', '32 / 35'));
}

it('shows what to run', () => {
  expect(BLOCKS.map((block) => block.replace(/my_metric/g, ''))).toEqual([
    'npm run -s new -- --metric ',
    'npm run -s unit -- src/metrics/',
    'npm run -s passports -- --metrics ',
    'npm run -s stress -- --metrics ',
    'npm run dev',
    `npm run -s suite -- --explain ${NEWEST} computed`,
  ]);
});

describe('followed to the letter', { timeout: 900_000 }, () => {
  let before: Record<string, string>;

  it('starts a metric that is clean but for its test', () => {
    before = digests();
    expect(clone.shell(START!)).toMatchObject({ status: 0 });
    const tools = [
      `eslint ${HOME} src/metrics/*.ts`,
      `prettier --check ${HOME} content/metrics content/references.json src/metrics`,
    ];
    for (const tool of tools) expect(clone.shell(`node_modules/.bin/${tool}`), tool).toMatchObject({ status: 0 });
    const { status, output } = clone.shell(TEST!);
    expect(status).toBe(1);
    expect(output).toContain('content/metrics/my_metric.mdx:2');
  });

  it('passes its test once it is written', () => {
    const names = ['entry.ts', 'index.ts', 'my-metric.ts', 'my-metric.test.ts'].map((name) => `${HOME}/${name}`);
    for (const path of [...names, 'content/metrics/my_metric.mdx', 'content/references.json']) write(path);
    // Followed on few cells, so that this takes seconds.
    clone.edit(`${HOME}/entry.ts`, (text) => text.replace("cost: 'fast'", "cost: 'slow'"));
    expect(clone.shell(TEST!)).toMatchObject({ status: 0 });
    expect(
      clone.shell(
        'node_modules/.bin/vitest run src/views/references.test.ts tests/views/prose.test.ts src/metrics/metric-homes.test.ts scripts/lists',
      ),
    ).toMatchObject({ status: 0 });
  });

  it('gets a passport and an atlas of its own', () => {
    expect(clone.shell(PASSPORT!)).toMatchObject({ status: 0 });
    expect(clone.shell(ATLAS!)).toMatchObject({ status: 0 });
    expect(Object.keys(clone.digests('content/{atlas,passports}/my_metric.json'))).toHaveLength(2);
  });

  it('leaves every byte of the others as it was', () => {
    const after = digests();
    for (const path of Object.keys(before).filter((name) => name !== 'content/references.json'))
      expect(after[path], path).toBe(before[path]);
  });

  it('changes no part of the suite: draws, records and reruns stay as they were', () => {
    const { status, output } = clone.shell(SUITE!);
    expect({ status, output }).toEqual({
      status: 0,
      output: 'metric my_metric: added\nNo part differs: every record stays as current as it was.\n',
    });
  });

  it('has a page with its verdicts and its passport', async () => {
    expect(SITE).toBe('npm run dev');
    server = await startDevServer(clone.root);
    const response = await fetch(`${server.address}metrics/my_metric/`);
    const html = await response.text();
    expect(response.status, `${html}\n${server.log()}`).toBe(200);
    expect(html).toContain('Share of title of my_metric');
    expect(html).not.toMatch(/not tested yet|has not been through the stress tests/);
    expect(html).toMatch(/id="passport"/);
  });

  it('is on every page that speaks of metrics', async () => {
    for (const page of ['metrics/', 'atlas/', 'advisor/', 'lab/', 'docs/performance/', 'search.json']) {
      const response = await fetch(server!.address + page);
      const text = await response.text();
      expect(response.status, `${page}\n${text}\n${server!.log()}`).toBe(200);
      expect(text.includes('my_metric'), page).toBe(true);
    }
  });
});
