import { appendFileSync, readFileSync } from 'node:fs';
import type { TSchema } from 'typebox';
import type { TypeOf } from '../../core/documents/define-document.ts';
import { InputError } from '../../core/input-error.ts';
import { parseAs } from '../../registry/validator.ts';
import { outputLine } from './workflow-text.ts';

/** A variable that a workflow sets. @throws InputError where it is not set, as outside a workflow */
export function variable(name: string): string {
  const value = process.env[name];
  if (value !== undefined && value !== '') return value;
  throw new InputError({ path: name, rule: 'is not set', fix: 'this command is a step of a workflow: set what it sets' });
}

/** Owner and name of the repository whose workflow runs. */
export function repository(): { readonly owner: string; readonly repo: string } {
  const [owner = '', repo = ''] = variable('GITHUB_REPOSITORY').split('/');
  return { owner, repo };
}

/** The payload of the event that started the run: GitHub's own words, with strings that anybody may have chosen. @param schema what is used of it */
export function readEvent<Schema extends TSchema>(schema: Schema): TypeOf<Schema> {
  const path = variable('GITHUB_EVENT_PATH');
  return parseAs(schema, readFileSync(path, 'utf8'), path);
}

/** Hands values to later steps and jobs. Each is one line, so that none can be taken for another. */
export function setOutputs(outputs: Readonly<Record<string, string>>): void {
  const lines = Object.entries(outputs).map(([name, value]) => outputLine(name, value));
  appendFileSync(variable('GITHUB_OUTPUT'), lines.join(''));
}

/** The page of this run. */
export function runAddress(): string {
  return `${variable('GITHUB_SERVER_URL')}/${variable('GITHUB_REPOSITORY')}/actions/runs/${variable('GITHUB_RUN_ID')}`;
}
