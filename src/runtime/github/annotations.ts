import { formatFault, type Fault } from '../../core/input-error.ts';
import { workflowCommand } from './workflow-text.ts';

/** The line of a JSON text on which the last key of a pointer stands, 1 where it is not found. */
export function lineOfPointer(text: string, pointer: string): number {
  let position = 0;
  for (const key of pointer.split('/').filter((part) => part !== '')) {
    if (/^\d+$/.test(key) && text.indexOf(`"${key}"`, position) === -1) continue;
    const found = text.indexOf(`"${key}"`, position);
    if (found === -1) break;
    position = found;
  }
  return text.slice(0, position).split('\n').length;
}

/**
 * A fault or a notice as GitHub shows it, on its line of its file.
 *
 * @param readText text of a file of the pull request, or null
 */
export function formatAnnotation(
  fault: Fault,
  readText: (path: string) => string | null,
  level: 'error' | 'notice' = 'error',
): string {
  const [file = '', pointer = ''] = fault.path.split('#');
  const text = pointer === '' ? null : readText(file);
  const line = text === null ? 1 : lineOfPointer(text, pointer);
  return workflowCommand(level, { file, line }, formatFault(fault));
}
