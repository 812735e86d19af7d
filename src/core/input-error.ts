/** One thing that is wrong with the input: where, which rule it breaks, and what to do about it. */
export interface Fault {
  /** File, option or field, as the reader would type it. */
  readonly path: string;
  readonly rule: string;
  readonly fix: string;
}

/** One line for a terminal or an annotation. */
export function formatFault({ path, rule, fix }: Fault): string {
  return `${path}: ${rule}; ${fix}`;
}

/** Input that breaks a rule. Commands print one line per fault and exit with 1; every other error is ours and exits with 2. */
export class InputError extends Error {
  readonly faults: readonly Fault[];

  constructor(...faults: readonly Fault[]) {
    super(faults.map(formatFault).join('\n'));
    this.name = 'InputError';
    this.faults = faults;
  }
}
