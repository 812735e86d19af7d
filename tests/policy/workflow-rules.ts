import { isMap, isScalar, isSeq, parseDocument, visit, type Document } from 'yaml';

/** One thing that is wrong with a workflow. */
export interface Violation {
  readonly rule: string;
  readonly where: string;
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>> | string;
  readonly 'runs-on'?: unknown;
  readonly name?: string;
  readonly environment?: string | { readonly name: string };
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on?: unknown;
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly jobs?: Readonly<Record<string, Job>>;
}

interface Input {
  readonly text: string;
  readonly document: Document;
  readonly workflow: Workflow;
  readonly events: readonly string[];
}

type Rule = (input: Input) => readonly string[];

const jobsOf = ({ workflow }: Input): (readonly [string, Job])[] => Object.entries(workflow.jobs ?? {});
const stepsOf = (input: Input): (readonly [string, Step])[] =>
  jobsOf(input).flatMap(([name, job]) => (job.steps ?? []).map((step, index) => [`${name}, step ${index + 1}`, step] as const));

function eventsOf(on: unknown): string[] {
  if (typeof on === 'string') return [on];
  return Array.isArray(on) ? on.map(String) : Object.keys(on ?? {});
}

/** Every `uses` with the comment that follows it. */
function usesOf(document: Document): { value: string; comment: string }[] {
  const found: { value: string; comment: string }[] = [];
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || key.value !== 'uses' || !isScalar(value)) return;
      found.push({ value: String(value.value), comment: value.comment?.trim() ?? '' });
    },
  });
  return found;
}

const COMMIT = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const RELEASE = /^v\d+\.\d+\.\d+$/;

/** Each rule lists the places that break it. */
export const RULES: Readonly<Record<string, Rule>> = {
  'no permission at the top': ({ workflow }) => {
    const granted = workflow.permissions;
    const empty = typeof granted === 'object' && granted !== null && Object.keys(granted).length === 0;
    return empty ? [] : ['permissions'];
  },
  'every job names its permissions one by one': (input) =>
    jobsOf(input)
      .filter(([, job]) => typeof job.permissions !== 'object')
      .map(([name]) => name),
  'a pull request only reads': (input) =>
    !input.events.includes('pull_request')
      ? []
      : jobsOf(input)
          .filter(([, { permissions }]) =>
            Object.values(permissions ?? {}).some((access) => access !== 'read' && access !== 'none'),
          )
          .map(([name]) => name),
  'no workflow of ours runs with the base branch’s rights on a pull request’s event': ({ events }) =>
    events.filter((event) => event === 'pull_request_target'),
  'a pull request sees no secret': ({ events, text }) =>
    events.includes('pull_request') && /\bsecrets\b/.test(text.replace(/^\s*#.*$/gm, '')) ? ['secrets'] : [],
  'a pull request runs on a hosted machine': (input) =>
    !input.events.includes('pull_request')
      ? []
      : jobsOf(input)
          .filter(([, job]) => typeof job['runs-on'] !== 'string' || !/^ubuntu-\d\d\.\d\d$/.test(job['runs-on']))
          .map(([name]) => name),
  'actions are pinned by commit, with their release beside it': ({ document }) =>
    usesOf(document)
      .filter(({ value, comment }) => !value.startsWith('./') && !(COMMIT.test(value) && RELEASE.test(comment)))
      .map(({ value }) => value),
  'no expression reaches a shell': (input) =>
    stepsOf(input)
      .filter(([, { run, with: parameters }]) => `${run ?? ''}${String(parameters?.['script'] ?? '')}`.includes('${{'))
      .map(([where]) => where),
  'checkout leaves no token behind': (input) =>
    stepsOf(input)
      .filter(([, step]) => step.uses?.startsWith('actions/checkout@') && step.with?.['persist-credentials'] !== false)
      .map(([where]) => where),
  'every job has a time limit': (input) =>
    jobsOf(input)
      .filter(([, job]) => typeof job['timeout-minutes'] !== 'number')
      .map(([name]) => name),
  'every workflow says what happens to runs that overlap': ({ document }) => {
    const concurrency = document.get('concurrency');
    return isMap(concurrency) && concurrency.has('group') && concurrency.has('cancel-in-progress') ? [] : ['concurrency'];
  },
  'secrets and scopes that write are for jobs of an environment': (input) =>
    jobsOf(input)
      .filter(([, job]) => job.environment === undefined && (writes(job) || /\bsecrets\s*[.[]/.test(JSON.stringify(job))))
      .map(([name]) => name),
  'no text of a stranger is an expression in a name or a label of a machine': (input) =>
    jobsOf(input)
      .filter(([, job]) => `${job.name ?? ''}${JSON.stringify(job['runs-on'] ?? '')}`.includes('github.event'))
      .map(([name]) => name),
  'no cache is shared between runs': (input) =>
    stepsOf(input)
      .filter(([, step]) => step.uses?.startsWith('actions/cache') || step.with?.['cache'] !== undefined)
      .map(([where]) => where),
};

function writes({ permissions }: Job): boolean {
  return Object.values(permissions ?? {}).includes('write');
}

/** Names of the environments that a workflow's jobs use. */
export function environmentsOf(text: string): string[] {
  const { jobs = {} } = parseDocument(text).toJS() as Workflow;
  return Object.values(jobs).flatMap(({ environment }) =>
    environment === undefined ? [] : [typeof environment === 'string' ? environment : environment.name],
  );
}

function jobsIn(text: string): (readonly [string, Job])[] {
  return Object.entries((parseDocument(text).toJS() as Workflow).jobs ?? {});
}

/** Every secret that a job uses, with the job's environment. */
export function secretsOf(text: string): { secret: string; environment: string; job: string }[] {
  return jobsIn(text).flatMap(([job, content]) => {
    const { environment } = content;
    const name = typeof environment === 'string' ? environment : (environment?.name ?? 'none');
    return [...JSON.stringify(content).matchAll(/\bsecrets\.(\w+)/g)].map(([, secret]) => ({
      secret: secret!,
      environment: name,
      job,
    }));
  });
}

/** Commands that run models of strangers. */
const RUNS_MODELS = /npm run --silent (evaluate|verify)\b/;

/** Jobs that run models for others to publish, and places that read an output of theirs. Advice on a pull request is not among them. */
export function modelOutputs(text: string): { believed: string[]; runModels: string[] } {
  const jobs = jobsIn(text).filter(([, { permissions }]) => Object.keys(permissions ?? {}).length === 0);
  const runModels = jobs
    .filter(([, { steps = [] }]) => steps.some(({ run }) => RUNS_MODELS.test(run ?? '')))
    .map(([name]) => name);
  const outputs = runModels.flatMap((name) => [`needs.${name}.outputs`, `needs['${name}'].outputs`]);
  return { believed: outputs.filter((output) => text.includes(output)), runModels };
}

/** What each job runs on. */
export function runnersOf(text: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(jobsIn(text).map(([name, job]) => [name, job['runs-on']]));
}

/** How long each job may take. */
export function jobMinutes(text: string): Readonly<Record<string, number | undefined>> {
  return Object.fromEntries(jobsIn(text).map(([name, job]) => [name, job['timeout-minutes']]));
}

/** What is wrong with one workflow file. */
export function auditWorkflow(text: string): Violation[] {
  const document = parseDocument(text);
  if (document.errors.length > 0 || isSeq(document.contents)) return [{ rule: 'it is YAML', where: String(document.errors[0]) }];
  const workflow = document.toJS() as Workflow;
  const input = { text, document, workflow, events: eventsOf(workflow.on) };
  return Object.entries(RULES).flatMap(([rule, find]) => find(input).map((where) => ({ rule, where })));
}
