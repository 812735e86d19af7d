import type { Server } from 'node:http';
import { basename } from 'node:path';
import type { Changes } from './bare-repository.ts';
import { fill, fillText, holds } from './expressions.ts';
import { Hub, NAME, OWNER, type Account, type PullRequest, type Token } from './hub.ts';
import { runJob, type JobResult, type RunContext } from './run-job.ts';
import { startServer } from './server.ts';
import { needsOf, parseWorkflow, startsOnPush, type Workflow, type WorkflowStep } from './workflow-file.ts';

/** One run of a workflow, from its queue to its end. */
export interface Run {
  readonly id: number;
  readonly workflow: Workflow;
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly ref: string;
  readonly sha: string;
  readonly actor: string;
  readonly restricted: boolean;
  readonly group: string | null;
  readonly cancelsOthers: boolean;
  readonly title: string;
  status: 'queued' | 'running' | 'completed';
  conclusion: 'success' | 'failure' | 'cancelled' | 'skipped' | null;
  readonly jobs: Record<string, JobResult[]>;
  /** What did not even start, and why. */
  fault?: string;
}

type Interruption = (run: Run, job: string, step: WorkflowStep) => Promise<void> | void;

const MATRIX_LIMIT = 256;
const NOTICE = /^::notice title=([^:\n]*)::(.*)$/gm;
const WORKFLOWS = '.github/workflows';
const MAINTAINER: Account = { id: 1, login: 'maintainer' };

/** GitHub, as far as workflows can tell. */
export class GitHub {
  readonly hub = new Hub();
  readonly runs: Run[] = [];
  interrupt: Interruption = () => undefined;
  /** Workflows that a scenario is not about, by name: they do not run. */
  ignored: readonly string[] = [];
  #origin = '';
  #server: Server | undefined;
  readonly #closers: (() => void)[] = [];
  /** By their tree: most commits leave them as they were. */
  readonly #workflows = new Map<string, readonly Workflow[]>();

  async start(): Promise<void> {
    const { origin, server } = await startServer(this.hub, {
      dispatch: (file, inputs, token) => this.dispatch(file, inputs, token.login),
      pushed: async (before, token) => this.#afterPush(before, token),
    });
    this.#origin = origin;
    this.#server = server;
  }

  close(): void {
    this.#closers.forEach((close) => close());
    this.#server?.closeAllConnections();
    this.#server?.close();
    this.hub.remove();
  }

  #workflowsAt(commit: string): readonly Workflow[] {
    const { repository } = this.hub;
    const [tree] = repository.tree(`${commit}:.github`, false)?.filter(({ path }) => path === basename(WORKFLOWS)) ?? [];
    if (tree === undefined) return [];
    const known = this.#workflows.get(tree.sha);
    if (known !== undefined) return known;
    const files = repository.tree(tree.sha, true)!.filter(({ path }) => path.endsWith('.yml'));
    const workflows = files.map(({ path, sha }) => parseWorkflow(`${WORKFLOWS}/${path}`, repository.blob(sha)!.toString()));
    this.#workflows.set(tree.sha, workflows);
    return workflows;
  }

  /** What a push by the workflow token starts: nothing. */
  #afterPush(before: string, token: Token): void {
    if (token.kind === 'workflow' || this.hub.main === before) return;
    this.#pushed(before, token.login);
  }

  #pushed(before: string, actor: string): void {
    const sha = this.hub.main;
    const changed = this.hub.repository.changed(before, sha).map(({ filename }) => filename);
    const payload = { before, after: sha, ref: 'refs/heads/main', sender: { login: actor } };
    for (const workflow of this.#workflowsAt(sha)) {
      if (startsOnPush(workflow, 'main', changed)) this.#enqueue(workflow, 'push', payload, { sha, actor });
    }
  }

  /** A maintainer's or the app's request. */
  dispatch(file: string, inputs: Readonly<Record<string, string>>, actor = MAINTAINER.login): void {
    const sha = this.hub.main;
    const workflow = this.#workflowsAt(sha).find(({ path }) => path === `${WORKFLOWS}/${file}`);
    if (workflow === undefined || !('workflow_dispatch' in workflow.on)) throw new Error(`${file} cannot be dispatched`);
    this.#enqueue(workflow, 'workflow_dispatch', { inputs }, { sha, actor });
  }

  /** What the clock starts. */
  schedule(file: string): void {
    const sha = this.hub.main;
    const workflow = this.#workflowsAt(sha).find(({ path }) => path === `${WORKFLOWS}/${file}`)!;
    this.#enqueue(workflow, 'schedule', {}, { sha, actor: 'schedule' });
  }

  openPull(author: Account, branch: string, changes: Changes, association?: string): PullRequest {
    const pull = this.hub.openPull(author, branch, changes, association);
    this.#pullRequestEvent(pull);
    return pull;
  }

  pushToPull(pull: PullRequest, changes: Changes): void {
    this.hub.pushToPull(pull, changes);
    this.#pullRequestEvent(pull);
  }

  /** The workflows of the pull request itself run, whatever they say, with a token that only reads. */
  #pullRequestEvent({ number, author, association, branch, fork, headSha }: PullRequest): void {
    const ref = `refs/pull/${number}/merge`;
    const sha = this.hub.repository.head(ref)!;
    const pull_request = {
      number,
      user: { id: author.id, login: author.login },
      author_association: association,
      head: { sha: headSha, ref: branch, repo: { full_name: fork } },
    };
    for (const workflow of this.#workflowsAt(sha)) {
      if ('pull_request' in workflow.on) {
        this.#enqueue(workflow, 'pull_request', { pull_request, number }, { sha, ref, actor: author.login, restricted: true });
      }
    }
  }

  /** The event by which the end of a pull request's `check` starts another workflow. */
  startWorkflowRun(name: string, { headSha, branch, fork }: PullRequest): void {
    const [login] = fork.split('/');
    const workflow_run = {
      event: 'pull_request',
      conclusion: 'success',
      head_sha: headSha,
      head_branch: branch,
      head_repository: { full_name: fork, owner: { login } },
      pull_requests: [],
    };
    const sha = this.hub.main;
    const workflow = this.#workflowsAt(sha).find((candidate) => candidate.name === name)!;
    this.#enqueue(workflow, 'workflow_run', { workflow_run }, { sha, actor: login! });
  }

  /** Merges where the ruleset allows it. */
  merge(pull: PullRequest): string {
    if (!this.hub.mayMerge(pull)) throw new Error(`pull request ${pull.number}: required status check "evaluation" is expected`);
    const before = this.hub.main;
    const commit = this.hub.repository.merge(before, pull.headSha, 'refs/heads/main', `Merge pull request ${pull.number}`);
    pull.state = 'closed';
    this.#pushed(before, MAINTAINER.login);
    return commit;
  }

  /** A maintainer with the right to pass the ruleset writes to main directly. */
  commitToMain(changes: Changes, message: string): string {
    const before = this.hub.main;
    const commit = this.hub.repository.commit('refs/heads/main', 'refs/heads/main', changes, message);
    this.#pushed(before, MAINTAINER.login);
    return commit;
  }

  #enqueue(
    workflow: Workflow,
    event: string,
    payload: Readonly<Record<string, unknown>>,
    {
      sha,
      actor,
      ref = 'refs/heads/main',
      restricted = false,
    }: { sha: string; actor: string; ref?: string; restricted?: boolean },
  ): void {
    if (this.ignored.includes(workflow.name)) return;
    const github = { event: payload, event_name: event, ref, sha, actor };
    const contexts = { github, inputs: payload['inputs'] ?? {}, vars: this.hub.variables };
    const { group, 'cancel-in-progress': cancels = false } = workflow.concurrency ?? {};
    const run: Run = {
      id: this.hub.nextId(),
      workflow,
      event,
      payload,
      ref,
      sha,
      actor,
      restricted,
      group: group === undefined ? null : fillText(group, contexts),
      cancelsOthers: fill(cancels, contexts) === true,
      title: fillText(workflow.name, contexts),
      status: 'queued',
      conclusion: null,
      jobs: {},
    };
    for (const other of this.runs.filter(
      ({ group: its, status }) => run.group !== null && its === run.group && status !== 'completed',
    )) {
      // Of those that wait, only the newest is kept; the one that runs goes where the group says so.
      if (other.status === 'queued' || run.cancelsOthers) this.#cancel(other);
    }
    this.runs.push(run);
  }

  #cancel(run: Run): void {
    run.conclusion = 'cancelled';
    if (run.status === 'queued') run.status = 'completed';
  }

  /** Runs what waits until nothing does any more. */
  async settle(): Promise<void> {
    for (;;) {
      const next = this.runs.find(({ status, group }) => status === 'queued' && !this.#isBusy(group));
      if (next === undefined) return;
      await this.#execute(next);
    }
  }

  #isBusy(group: string | null): boolean {
    return group !== null && this.runs.some((run) => run.status === 'running' && run.group === group);
  }

  async #execute(run: Run): Promise<void> {
    run.status = 'running';
    const results: Record<string, { result: string; outputs: Readonly<Record<string, string>> }> = {};
    const waiting = new Map(Object.entries(run.workflow.jobs));
    while (waiting.size > 0) {
      const ready = [...waiting].filter(([, job]) => needsOf(job).every((need) => need in results));
      if (ready.length === 0) throw new Error(`${run.workflow.path}: the jobs wait for each other`);
      for (const [name] of ready) {
        results[name] = await this.#executeJob(run, name, results);
        waiting.delete(name);
      }
    }
    const all = Object.values(results).map(({ result }) => result);
    run.conclusion ??= all.includes('failure') ? 'failure' : all.every((result) => result === 'skipped') ? 'skipped' : 'success';
    run.status = 'completed';
    this.#completed(run);
  }

  async #executeJob(
    run: Run,
    name: string,
    results: Readonly<Record<string, { result: string; outputs: Readonly<Record<string, string>> }>>,
  ) {
    const job = run.workflow.jobs[name]!;
    const needs = Object.fromEntries(needsOf(job).map((need) => [need, results[need]!]));
    const state = {
      failed: Object.values(needs).some(({ result }) => result !== 'success'),
      cancelled: run.conclusion === 'cancelled',
    };
    const github = { event: run.payload, event_name: run.event, ref: run.ref, sha: run.sha, actor: run.actor };
    const contexts = { github, needs, inputs: run.payload['inputs'] ?? {}, vars: this.hub.variables };
    if (!holds(job.if, contexts, state)) return { result: state.cancelled ? 'cancelled' : 'skipped', outputs: {} };
    const matrices = this.#expandMatrix(job.strategy?.matrix, contexts);
    if (matrices.length > MATRIX_LIMIT) {
      run.fault = `matrix of ${name} exceeds ${MATRIX_LIMIT} jobs`;
      return { result: 'failure', outputs: {} };
    }
    const all: JobResult[] = [];
    for (const [index, matrix] of matrices.entries()) {
      const ended = await runJob(this.#contextOf(run), { name, job, needs, matrix, index });
      all.push(ended);
      this.hub.jobs.push({
        id: this.hub.nextId(),
        run: run.id,
        name: fillText(job.name ?? name, { ...contexts, matrix }),
        conclusion: ended.result,
        notices: [...ended.log.matchAll(NOTICE)].map(([, title, message]) => ({ title: title!, message: message! })),
      });
    }
    run.jobs[name] = all;
    const worst = (['cancelled', 'failure'] as const).find((result) => all.some((each) => each.result === result)) ?? 'success';
    return { result: worst, outputs: all.at(-1)!.outputs };
  }

  #contextOf(run: Run): RunContext {
    return {
      ...run,
      hub: this.hub,
      origin: this.#origin,
      isCancelled: () => run.conclusion === 'cancelled',
      beforeStep: async (job, step) => this.interrupt(run, job, step),
      atEnd: (close) => this.#closers.push(close),
    };
  }

  #expandMatrix(matrix: unknown, contexts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>[] {
    if (matrix === undefined) return [{}];
    const filled = fill(matrix, contexts) as Readonly<Record<string, unknown>>;
    if (Array.isArray(filled['include'])) return filled['include'] as Readonly<Record<string, unknown>>[];
    return Object.entries(filled).reduce<Record<string, unknown>[]>(
      (rows, [key, values]) => rows.flatMap((row) => (values as unknown[]).map((value) => ({ ...row, [key]: value }))),
      [{}],
    );
  }

  /** `workflow_run` starts workflows of main, and knows no pull request of a fork. */
  #completed(run: Run): void {
    const pull = (run.payload['pull_request'] ?? null) as {
      head: { sha: string; ref: string; repo: { full_name: string } };
    } | null;
    const head = pull?.head ?? { sha: run.sha, ref: 'main', repo: { full_name: `${OWNER}/${NAME}` } };
    const [owner] = head.repo.full_name.split('/');
    const workflow_run = {
      id: run.id,
      name: run.workflow.name,
      event: run.event,
      conclusion: run.conclusion,
      head_sha: head.sha,
      head_branch: head.ref,
      head_repository: { full_name: head.repo.full_name, owner: { login: owner } },
      pull_requests: [],
      html_url: `${this.#origin}/${OWNER}/${NAME}/actions/runs/${run.id}`,
    };
    const sha = this.hub.main;
    for (const workflow of this.#workflowsAt(sha)) {
      const { workflows = [] } = workflow.on['workflow_run'] ?? {};
      if (workflows.includes(run.workflow.name))
        this.#enqueue(workflow, 'workflow_run', { workflow_run }, { sha, actor: run.actor });
    }
  }

  /** Runs of a workflow, oldest first. */
  runsOf(name: string): Run[] {
    return this.runs.filter(({ workflow }) => workflow.name === name);
  }

  /** What a run printed, for messages of failed tests. */
  logOf(run: Run): string {
    return Object.entries(run.jobs)
      .flatMap(([name, all]) => all.map(({ result, log }) => `== ${name}: ${result}\n${log}`))
      .join('\n');
  }
}
