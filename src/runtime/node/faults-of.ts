import { InputError, type Fault } from '../../core/input-error.ts';
import { printable } from '../../registry/printable.ts';

const MESSAGE_LENGTH = 200;

/**
 * What to say of one submission that failed while others go on: its faults, or that the failure is ours. The stack of such a failure
 * goes to stderr.
 */
export function faultsOf(path: string, error: unknown): readonly Fault[] {
  if (error instanceof InputError) return error.faults;
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  const words = printable(error instanceof Error ? error.message : String(error), MESSAGE_LENGTH);
  return [{ path, rule: `failed for a reason of ours (${words})`, fix: 'a maintainer looks at the log' }];
}
