import { parse } from 'yaml';

export interface WorkflowStep {
  readonly id?: string;
  readonly name?: string;
  readonly if?: unknown;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly 'continue-on-error'?: boolean;
}

export interface WorkflowJob {
  readonly name?: string;
  readonly if?: unknown;
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string | { readonly name: string };
  readonly env?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: unknown };
  readonly steps: readonly WorkflowStep[];
}

export interface Workflow {
  /** Path in the repository. */
  readonly path: string;
  readonly name: string;
  readonly on: Readonly<Record<string, Trigger | null>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress'?: unknown };
  readonly env?: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

export interface Trigger {
  readonly branches?: readonly string[];
  readonly paths?: readonly string[];
  readonly 'paths-ignore'?: readonly string[];
  readonly workflows?: readonly string[];
}

/** `on` in any of its forms becomes a map. */
function triggersOf(on: unknown): Workflow['on'] {
  if (typeof on === 'string') return { [on]: null };
  if (Array.isArray(on)) return Object.fromEntries(on.map((event) => [String(event), null]));
  return on as Workflow['on'];
}

export function parseWorkflow(path: string, text: string): Workflow {
  const workflow = parse(text) as Omit<Workflow, 'path' | 'on'> & { readonly on: unknown };
  return { ...workflow, path, on: triggersOf(workflow.on) };
}

function matches(pattern: string, path: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('**', '\0')
    .replaceAll('*', '[^/]*');
  return new RegExp(`^${source.replaceAll('\0', '.*')}$`).test(path);
}

/** Whether a push to a branch that changes some files starts the workflow. */
export function startsOnPush({ on }: Workflow, branch: string, changed: readonly string[]): boolean {
  if (!('push' in on)) return false;
  const { branches, paths, 'paths-ignore': ignored } = on['push'] ?? {};
  if (branches !== undefined && !branches.includes(branch)) return false;
  if (paths !== undefined && !changed.some((path) => paths.some((pattern) => matches(pattern, path)))) return false;
  return ignored === undefined || changed.some((path) => !ignored.some((pattern) => matches(pattern, path)));
}

/** What the needs of a job are called. */
export function needsOf({ needs }: WorkflowJob): readonly string[] {
  return typeof needs === 'string' ? [needs] : (needs ?? []);
}

export function environmentOf({ environment }: WorkflowJob): string | undefined {
  return typeof environment === 'string' ? environment : environment?.name;
}
