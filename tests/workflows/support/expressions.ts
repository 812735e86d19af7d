import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** Contexts by name: `github`, `needs`, `steps` … */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the job stands, for `success()`, `failure()`, `cancelled()` and `always()`. */
export interface JobState {
  readonly failed: boolean;
  readonly cancelled: boolean;
}

const STATUS_FUNCTIONS = ['always', 'cancelled', 'failure', 'success'] as const;
const EMBEDDED = /\$\{\{(.*?)\}\}/gs;

function toData(value: unknown): data.ExpressionData {
  return JSON.parse(JSON.stringify(value ?? null), data.reviver) as data.ExpressionData;
}

function fromData(value: data.ExpressionData): unknown {
  return JSON.parse(JSON.stringify(value, data.replacer)) as unknown;
}

function statusOf(name: (typeof STATUS_FUNCTIONS)[number], { failed, cancelled }: JobState): boolean {
  if (name === 'always') return true;
  if (name === 'cancelled') return cancelled;
  return name === 'failure' ? failed && !cancelled : !failed && !cancelled;
}

/** Evaluates one expression, without its `${{ }}`, by GitHub's own rules. */
function evaluate(expression: string, contexts: Contexts, state: JobState = { failed: false, cancelled: false }): unknown {
  const functions = STATUS_FUNCTIONS.map((name) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(statusOf(name, state)),
  }));
  const parser = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), functions);
  const context = new data.Dictionary(...Object.entries(contexts).map(([key, value]) => ({ key, value: toData(value) })));
  const named = new Map(functions.map((known) => [known.name as string, known]));
  return fromData(new Evaluator(parser.parse(), context, named).evaluate());
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? 'Object' : String(value);
}

/** Fills expressions into a value of the workflow. A text that is one expression keeps that expression's type. */
export function fill(value: unknown, contexts: Contexts, state?: JobState): unknown {
  if (typeof value === 'string') {
    const whole = /^\s*\$\{\{((?:(?!\}\}).)*)\}\}\s*$/s.exec(value);
    if (whole) return evaluate(whole[1]!, contexts, state);
    return value.replaceAll(EMBEDDED, (_, expression: string) => asText(evaluate(expression, contexts, state)));
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, contexts, state));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, contexts, state)]));
}

/** Like `fill`, as a text. */
export function fillText(value: unknown, contexts: Contexts, state?: JobState): string {
  return asText(fill(value, contexts, state));
}

/** Whether an `if` holds. Without a status function it also asks that nothing has failed. */
export function holds(condition: unknown, contexts: Contexts, state: JobState): boolean {
  const text = String(condition ?? 'success()')
    .replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1')
    .trim();
  const asksStatus = STATUS_FUNCTIONS.some((name) => new RegExp(`\\b${name}\\s*\\(`).test(text));
  if (!asksStatus && (state.failed || state.cancelled)) return false;
  const value = evaluate(text, contexts, state);
  return value !== false && value !== null && value !== 0 && value !== '';
}
