import { fork, type ChildProcess } from 'node:child_process';
import type { MetricKey } from '../../src/metrics/catalogue.ts';
import type { EngineReply, EngineTask, Timing } from './engine-task.ts';

/** An engine in a process of its own, which times one task after the other. */
export class Engine {
  readonly #child: ChildProcess;
  #settle: (reply: EngineReply) => void = () => {};

  /** @param root the working tree whose engine it is */
  constructor(root: string) {
    this.#child = fork(new URL('./engine-process.ts', import.meta.url), [root], { stdio: ['ignore', 2, 2, 'ipc'] });
    this.#child.on('message', (reply) => this.#settle(reply as EngineReply));
    this.#child.on('exit', (code) => this.#settle({ failure: `the engine's process ended with ${code}` }));
  }

  async #ask(task: EngineTask): Promise<EngineReply> {
    const reply = await new Promise<EngineReply>((resolve) => {
      this.#settle = resolve;
      this.#child.send(task);
    });
    if ('failure' in reply) throw new Error(reply.failure);
    return reply;
  }

  async time(task: EngineTask): Promise<Timing> {
    return ((await this.#ask(task)) as { timing: Timing }).timing;
  }

  /** Keys that are computed together. */
  async groups(): Promise<readonly (readonly MetricKey[])[]> {
    return ((await this.#ask({ kind: 'groups' })) as { groups: readonly (readonly MetricKey[])[] }).groups;
  }

  stop(): void {
    this.#child.kill();
  }
}
