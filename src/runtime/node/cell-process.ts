import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printable } from '../../registry/printable.ts';
import { ARTEFACT_CACHE } from './artefacts.ts';
import type { CellLimits, CellMessage, CellOutcome, CellTask, SampleOutcome, SampleTask } from './cell-task.ts';

const CHILD = 'src/runtime/node/cell-child.ts';
const MILLISECONDS = 1000;
/** What is kept of a process's last words, for the message where the failure is ours. */
const LAST_WORDS = 4000;

/** The project's folder: above this file, or where the command runs if this is a copy in the site's bundle. */
function projectRoot(): string {
  const above = fileURLToPath(new URL('../../..', import.meta.url));
  return existsSync(join(above, CHILD)) ? above : process.cwd();
}

/** The project, with its packages where they really are. */
function sources(): string[] {
  const root = projectRoot();
  const inside = ['src', 'node_modules', 'package.json'].map((name) => join(root, name));
  return [...inside, realpathSync(join(root, 'node_modules'))];
}

/**
 * Reads the engine's own source and the models of one submission; writes nothing, starts no process and no thread, loads no native
 * code.
 *
 * @param folder of the submission
 */
export function childPermissions(folder: string): string[] {
  return ['--permission', ...[...sources(), folder, resolve(ARTEFACT_CACHE)].map((path) => `--allow-fs-read=${path}`)];
}
/** No token, proxy or path of this machine: Windows alone cannot start a process without this one. */
const ENVIRONMENT = ['SystemRoot'];

/** A device's runtime is native code. It runs on a maintainer's wish only, never in a workflow. */
const DEVICE_PERMISSIONS = ['--permission', '--allow-fs-read=*', '--allow-addons'];
/** How a device's drivers are found. */
const DEVICE_ENVIRONMENT = [
  ...ENVIRONMENT,
  ...['VK_ICD_FILENAMES', 'VK_DRIVER_FILES', 'LD_LIBRARY_PATH', 'CUDA_VISIBLE_DEVICES', 'NVIDIA_VISIBLE_DEVICES', 'PATH'],
];

function environment(names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.filter((name) => name in process.env).map((name) => [name, process.env[name]]));
}

const limitFault = (rule: string, fix: string): Extract<CellOutcome, { readonly faults: unknown }> => ({
  faults: [{ path: 'encoder', rule, fix }],
});

/**
 * One process that measures one cell after the other. A library's pool of processes would do for healthy models; this one counts
 * the model's time apart from the metrics', and says what ended the process.
 */
export class CellProcess {
  readonly #child: ChildProcess;
  readonly #limits: CellLimits;
  readonly #ready: Promise<void>;
  #lastWords = '';
  #spent = false;

  /**
   * @param folder of the submission whose models it runs
   * @param onDevice whether they run on a device, not on the reference runtime
   */
  constructor(limits: CellLimits, folder: string, onDevice = false) {
    this.#limits = limits;
    // What a runtime prints about a stranger's model is dropped; stderr is kept in case the failure is ours.
    this.#child = fork(join(projectRoot(), CHILD), [String(limits.memoryBytes)], {
      execArgv: onDevice ? DEVICE_PERMISSIONS : childPermissions(folder),
      env: environment(onDevice ? DEVICE_ENVIRONMENT : ENVIRONMENT),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    this.#child.stderr!.on('data', (data: Buffer) => {
      this.#lastWords = `${this.#lastWords}${data.toString()}`.slice(-LAST_WORDS);
    });
    this.#ready = new Promise((resolve, reject) => {
      this.#child.once('message', () => resolve());
      this.#child.once('close', () => reject(new Error(`the process for models did not start:\n${this.#lastWords}`)));
      this.#child.once('error', reject);
    });
    // Who asks for a cell hears of it; an unused process may fail in peace.
    this.#ready.catch(() => undefined);
    this.#hold(false);
  }

  /** Whether the process keeps this one from ending: an idle one does not. */
  #hold(busy: boolean): void {
    for (const handle of [this.#child, this.#child.channel]) handle?.[busy ? 'ref' : 'unref']();
    // Its type does not say so, but the stream is a socket.
    (this.#child.stderr as Socket)[busy ? 'ref' : 'unref']();
  }

  /** Whether it can take another cell. */
  get usable(): boolean {
    return !this.#spent;
  }

  /** Ends the process at once, whatever it is doing. */
  stop(): void {
    this.#spent = true;
    this.#child.kill('SIGKILL');
  }

  /**
   * Measures one cell; one at a time.
   *
   * @returns a fault that names the limit where the process had to be ended
   * @throws Error where the failure is ours
   */
  async run(task: CellTask): Promise<CellOutcome> {
    return (await this.#ask(task)) as CellOutcome;
  }

  /** Encodes a few rows: as `run`. */
  async sample(task: SampleTask): Promise<SampleOutcome> {
    return (await this.#ask(task)) as SampleOutcome;
  }

  async #ask(task: CellTask | SampleTask): Promise<CellOutcome | SampleOutcome> {
    this.#hold(true);
    try {
      await this.#ready;
      return await this.#answer(task);
    } finally {
      this.#hold(false);
    }
  }

  async #answer(task: CellTask | SampleTask): Promise<CellOutcome | SampleOutcome> {
    return await new Promise((resolve, reject) => {
      const { encoderSeconds, metricSeconds } = this.#limits;
      const end = (settle: () => void) => {
        clearTimeout(timer);
        this.#child.off('message', onMessage).off('close', onClose);
        settle();
      };
      const expire = (rule: string, fix: string) => () => {
        this.stop();
        end(() => resolve(limitFault(rule, fix)));
      };
      let timer = setTimeout(
        expire(`has not given its codes within ${encoderSeconds} s`, 'make the model smaller'),
        encoderSeconds * MILLISECONDS,
      );
      const onMessage = (message: CellMessage) => {
        switch (message.kind) {
          case 'encoded':
            clearTimeout(timer);
            timer = setTimeout(
              expire(`gives codes whose metrics take more than ${metricSeconds} s`, 'give fewer codes'),
              metricSeconds * MILLISECONDS,
            );
            break;
          case 'done':
            if (message.spent) this.stop();
            end(() => resolve(message.outcome));
            break;
          case 'failed':
            this.stop();
            end(() => reject(new Error(message.stack)));
            break;
          case 'ready':
            break;
        }
      };
      const onClose = (code: number | null, signal: string | null) => {
        this.#spent = true;
        const rule = `ended the process that ran it (${printable(signal ?? `exit code ${code}`)})`;
        end(() => resolve(limitFault(rule, 'load the model with onnxruntime and run it on a batch of 1 and of 1000 rows')));
      };
      this.#child.on('message', onMessage).on('close', onClose);
      this.#child.send(task, (error) => {
        if (error) end(() => reject(error));
      });
    });
  }
}
