import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { warmSocket } from '../../support/warm/client.ts';
import { runAction } from './actions.ts';
import { codeFolder } from './code-folder.ts';
import { fill, fillText, holds, type Contexts, type JobState } from './expressions.ts';
import { NAME, OWNER, type Access, type Hub, type Token } from './hub.ts';
import { environmentOf, type Workflow, type WorkflowJob, type WorkflowStep } from './workflow-file.ts';

/** A run of a workflow, as its jobs see it. */
export interface RunContext {
  readonly hub: Hub;
  readonly origin: string;
  readonly id: number;
  readonly workflow: Workflow;
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly ref: string;
  readonly sha: string;
  readonly actor: string;
  /** A pull request of a fork: read-only token, no secrets, whatever its YAML says. */
  readonly restricted: boolean;
  readonly isCancelled: () => boolean;
  /** Called before each step, so that tests can let something happen meanwhile. */
  readonly beforeStep: (job: string, step: WorkflowStep) => Promise<void>;
  readonly atEnd: (close: () => void) => void;
}

export interface JobResult {
  readonly result: 'success' | 'failure' | 'cancelled' | 'skipped';
  readonly outputs: Readonly<Record<string, string>>;
  /** What its steps printed. */
  readonly log: string;
}

export interface JobRequest {
  readonly name: string;
  readonly job: WorkflowJob;
  readonly needs: Readonly<Record<string, { readonly result: string; readonly outputs: Readonly<Record<string, string>> }>>;
  readonly matrix: Readonly<Record<string, unknown>>;
  readonly index: number;
}

const COMPILE_CACHE = resolve(import.meta.dirname, '../../../.cache/node-compile');
const SHIMS = resolve(import.meta.dirname, 'shims');

/** What a job may do: what its permissions name, and no more than the event allows. */
function permissionsOf({ workflow, restricted }: RunContext, job: WorkflowJob): Readonly<Record<string, Access>> {
  const asked = (job.permissions ?? workflow.permissions ?? {}) as Readonly<Record<string, Access>>;
  if (!restricted) return asked;
  return Object.fromEntries(Object.keys(asked).map((scope) => [scope, 'read' as const]));
}

/** Secrets of the job's environment; none for forks. @throws Error where the environment does not allow this branch */
function secretsOf({ hub, restricted, ref }: RunContext, job: WorkflowJob): Readonly<Record<string, string>> {
  const name = environmentOf(job);
  if (name === undefined) return {};
  const environment = hub.environments[name];
  if (environment === undefined) throw new Error(`environment ${name} does not exist`);
  if (environment.branch !== null && ref !== `refs/heads/${environment.branch}`) {
    throw new Error(`branch "${ref}" is not allowed to deploy to ${name} due to environment protection rules`);
  }
  return restricted ? {} : environment.secrets;
}

interface Shell {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

async function runShell(script: string, { folder, environment }: Shell): Promise<{ status: number; log: string }> {
  const file = join(folder, '..', 'step.sh');
  writeFileSync(file, script);
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', file], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (log += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const status = await new Promise<number>((done) => child.once('close', (code) => done(code ?? 1)));
  return { status, log };
}

/** `name=value` lines, as GITHUB_OUTPUT and GITHUB_ENV hold them. */
function parseAssignments(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.includes('='));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

function githubContext(run: RunContext, token: Token, workspace: string): Readonly<Record<string, unknown>> {
  return {
    event: run.payload,
    event_name: run.event,
    ref: run.ref,
    sha: run.sha,
    actor: run.actor,
    repository: `${OWNER}/${NAME}`,
    run_id: String(run.id),
    run_attempt: '1',
    token: token.value,
    workspace,
  };
}

/** The variables that every step finds, besides its own. Nothing of the test's own environment but the way to programs. */
function defaultVariables(run: RunContext, folder: string): Record<string, string> {
  return {
    PATH: [SHIMS, dirname(process.execPath), process.env['PATH']].join(delimiter),
    HOME: folder,
    // Compiled packages are kept between steps, as a warm machine would keep them in memory.
    NODE_COMPILE_CACHE: COMPILE_CACHE,
    CI: 'true',
    GIT_TERMINAL_PROMPT: '0',
    ASTRO_TELEMETRY_DISABLED: '1',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_EVENT_NAME: run.event,
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_ENV: join(folder, 'env'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    GITHUB_REPOSITORY: `${OWNER}/${NAME}`,
    GITHUB_RUN_ID: String(run.id),
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_SHA: run.sha,
    GITHUB_REF: run.ref,
    GITHUB_ACTOR: run.actor,
    GITHUB_API_URL: `${run.origin}/api`,
    GITHUB_SERVER_URL: run.origin,
  };
}

/** How the stand-in of npm finds the process that runs this workspace's commands; none where each command is a process of its own. */
function warmVariables(hub: Hub, workspace: string, script: string): Readonly<Record<string, string>> {
  const code = hub.warm && script.includes('npm run') ? codeFolder(hub.repository, workspace) : null;
  return code === null ? {} : { WARM_SOCKET: warmSocket(code, [code]), WARM_WORKSPACE: workspace };
}

interface StepOutcome {
  readonly failed: boolean;
  readonly outputs: Readonly<Record<string, string>>;
  readonly log: string;
}

async function runStep(run: RunContext, step: WorkflowStep, contexts: Contexts, place: JobPlace): Promise<StepOutcome> {
  const { folder, workspace, token, request } = place;
  for (const name of ['output', 'env']) writeFileSync(join(folder, name), '');
  if (step.uses !== undefined) {
    const inputs = Object.fromEntries(Object.entries(step.with ?? {}).map(([key, value]) => [key, fillText(value, contexts)]));
    try {
      const { hub, origin, id, sha, atEnd } = run;
      const needsCode = !hub.warm || request.job.steps.some((other) => other.run?.includes('npm run build') === true);
      const call = {
        hub,
        origin,
        workspace,
        temporary: folder,
        inputs,
        run: id,
        job: request.name,
        token,
        sha,
        needsCode,
        atEnd,
      };
      return { failed: false, outputs: await runAction(step.uses, call), log: '' };
    } catch (error) {
      return { failed: true, outputs: {}, log: `${step.uses}: ${error instanceof Error ? error.message : String(error)}\n` };
    }
  }
  const own = { ...run.workflow.env, ...request.job.env, ...step.env };
  const filled = Object.fromEntries(Object.entries(own).map(([key, value]) => [key, fillText(value, contexts)]));
  const script = fillText(step.run, contexts);
  const warm = warmVariables(run.hub, workspace, script);
  const environment = { ...defaultVariables(run, folder), ...warm, ...place.variables, ...filled };
  const { status, log } = await runShell(script, { folder: workspace, environment });
  Object.assign(place.variables, parseAssignments(readFileSync(join(folder, 'env'), 'utf8')));
  return { failed: status !== 0, outputs: parseAssignments(readFileSync(join(folder, 'output'), 'utf8')), log };
}

interface JobPlace {
  readonly folder: string;
  readonly workspace: string;
  readonly token: Token;
  readonly request: JobRequest;
  /** What steps put into GITHUB_ENV. */
  readonly variables: Record<string, string>;
}

/** Runs one job: each step in order, as GitHub's runner does. */
export async function runJob(run: RunContext, request: JobRequest): Promise<JobResult> {
  const { name, job, needs, matrix, index } = request;
  const permissions = permissionsOf(run, job);
  const token = run.hub.issueToken({
    login: 'github-actions[bot]',
    kind: 'workflow',
    permissions,
    job: `${run.workflow.name}/${name}`,
  });
  const folder = mkdtempSync(join(run.hub.folder, 'job-'));
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace);
  writeFileSync(join(folder, 'event.json'), JSON.stringify(run.payload));
  const place: JobPlace = { folder, workspace, token, request, variables: {} };
  const steps: Record<string, { outputs: Readonly<Record<string, string>>; outcome: string }> = {};
  let state: JobState = { failed: false, cancelled: false };
  let log = '';
  try {
    const secrets = secretsOf(run, job);
    const contexts = (): Contexts => ({
      github: githubContext(run, token, workspace),
      needs,
      matrix,
      strategy: { 'job-index': index },
      inputs: run.payload['inputs'] ?? {},
      vars: run.hub.variables,
      secrets,
      env: { ...run.workflow.env, ...job.env },
      steps,
    });
    for (const step of job.steps) {
      await run.beforeStep(name, step);
      state = { ...state, cancelled: state.cancelled || run.isCancelled() };
      if (!holds(step.if, contexts(), state)) continue;
      const outcome = await runStep(run, step, contexts(), place);
      log += outcome.log;
      if (step.id !== undefined) steps[step.id] = { outputs: outcome.outputs, outcome: outcome.failed ? 'failure' : 'success' };
      if (outcome.failed && step['continue-on-error'] !== true) state = { ...state, failed: true };
    }
    const outputs = fill(job.outputs ?? {}, contexts(), state) as Record<string, unknown>;
    const result = state.cancelled ? 'cancelled' : state.failed ? 'failure' : 'success';
    return {
      result,
      outputs: Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, value === null ? '' : String(value)])),
      log,
    };
  } catch (error) {
    return { result: 'failure', outputs: {}, log: `${log}${error instanceof Error ? error.message : String(error)}\n` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
