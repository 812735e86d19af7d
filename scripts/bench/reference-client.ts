import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Type from 'typebox';
import { InputError } from '../../src/core/input-error.ts';
import { createValidator } from '../../src/registry/validator.ts';

/** Names by which `reference.py` knows the panel's metrics; `infom` there stands for InfoM and InfoC, `dci` for all three. */
export const REFERENCE_PANEL = ['mcc_pearson', 'mcc_spearman', 'r2_origin', 'mig', 'infom', 'infoe', 'dci', 'tmex'] as const;
export const REFERENCE_DEAR = 'mcc_rdc';

const byMetric = Type.Record(Type.String(), Type.Number());
const answer = createValidator(Type.Object({ seconds: byMetric, cpu_seconds: byMetric }));

/** One answer, by metric. */
export type ReferenceTimes = ReturnType<(typeof answer)['parse']>;

/** `reference.py` in a Python process, one thread, which times one request after the other. */
export class Reference {
  readonly #child: ChildProcess;
  #settle: (line: string | undefined) => void = () => {};

  /** @param python an interpreter that has NumPy, SciPy and scikit-learn */
  constructor(python: string) {
    const threads = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
    this.#child = spawn(python, [join(import.meta.dirname, 'reference.py')], {
      stdio: ['pipe', 'pipe', 2],
      env: { ...process.env, ...threads },
    });
    createInterface({ input: this.#child.stdout! }).on('line', (line) => this.#settle(line));
    for (const event of ['error', 'exit']) this.#child.on(event, () => this.#settle(undefined));
    this.#child.stdin!.on('error', () => this.#settle(undefined));
  }

  /** @throws InputError where this Python cannot */
  async time(factors: string, codes: string, metrics: readonly string[]): Promise<ReferenceTimes> {
    const line = await new Promise<string | undefined>((resolve) => {
      this.#settle = resolve;
      this.#child.stdin!.write(`${JSON.stringify({ factors, codes, metrics })}\n`);
    });
    if (line !== undefined) return answer.parse(line, 'reference.py');
    throw new InputError({
      path: '--reference',
      rule: 'this Python does not run scripts/bench/reference.py',
      fix: 'give one that has NumPy, SciPy and scikit-learn',
    });
  }

  stop(): void {
    this.#child.kill();
  }
}
