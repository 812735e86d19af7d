import type { Command } from 'commander';
import { InputError } from '../../core/input-error.ts';
import { COMPUTED_METRICS } from '../../evaluation/claims.ts';
import type { RunCellRequest } from '../../evaluation/run-cell.ts';
import { DGPS } from '../../suite/dgps/catalogue.ts';
import { GEOMETRIES } from '../../suite/geometries/catalogue.ts';
import { listParameters } from '../../suite/parameter-list.ts';
import { describeRange } from '../../suite/parameters.ts';
import { parseMetricList } from './metric-list.ts';

/** What the command line gives: text by camel-cased option name. */
export type StressOptions = Readonly<Record<string, string | boolean | undefined>>;

/** Option of a cell other than DGP, encoder and their parameters. */
const SIZES = ['n', 'd', 'm', 'seeds', 'holdout'] as const;

function kebab(name: string): string {
  return name.replaceAll('_', '-');
}

function camel(name: string): string {
  return name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** Adds the options of a cell to a command. */
export function addCellOptions(command: Command): Command {
  command
    .option('--dgp <id>', `how factors are drawn: ${DGPS.map(({ id, title }) => `${id} ${title.toLowerCase()}`).join(', ')}`)
    .option(
      '--encoder <id>',
      `how codes depend on them: ${GEOMETRIES.map(({ id, title }) => `${id} ${title.toLowerCase()}`).join(', ')}`,
    )
    .option('--n <rows>', 'rows (default: 1000)')
    .option('--d <factors>', 'factors (default: 5)')
    .option('--m <codes>', "codes (default: the encoder's own)")
    .option('--seeds <count>', 'seeds, from 0 (default: 20)')
    .option(
      '--holdout <share>',
      "score only this share of the rows, R² being fitted on the others, as in the paper's experiments (default: 0, score all)",
    )
    .option('--metrics <keys>', `comma-separated (default: all): ${COMPUTED_METRICS.join(',')}`);
  for (const [name, { owners, parameter }] of listParameters())
    command.option(
      `--${kebab(name)} <value>`,
      `${owners.join(', ')}: ${parameter.description} ${describeRange(parameter)} (default: ${parameter.default})`,
    );
  return command;
}

/** A number where the text is one; what is not stays text, and is refused by whoever knows the range. */
function parseValue(text: string): number | string {
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) ? value : text;
}

function parseNumber(option: string, text: string | boolean | undefined): number | undefined {
  if (typeof text !== 'string') return undefined;
  const value = parseValue(text);
  if (typeof value === 'number') return value;
  throw new InputError({ path: `--${option}`, rule: `"${text}" is not a number`, fix: 'give one' });
}

/** Long names, without dashes, of the options any of which asks for a single cell. */
export function cellOptionNames(): string[] {
  return ['dgp', 'encoder', ...SIZES, ...[...listParameters().keys()].map(kebab)];
}

/** Whether any option asks for a single cell. */
export function asksForCell(options: StressOptions): boolean {
  const names = ['dgp', 'encoder', ...SIZES, ...[...listParameters().keys()].map(camel)];
  return names.some((name) => options[name] !== undefined);
}

/**
 * The cell that the options describe.
 *
 * @throws InputError where DGP or encoder is missing or a number is none; ranges are checked later
 */
export function parseCellRequest(options: StressOptions): RunCellRequest {
  const { dgp, encoder } = options;
  for (const [path, value] of Object.entries({ '--dgp': dgp, '--encoder': encoder }))
    if (typeof value !== 'string')
      throw new InputError({ path, rule: 'is missing', fix: 'a cell has both, for example --dgp D2 --encoder E3' });
  const numbers = Object.fromEntries(SIZES.map((name) => [name, parseNumber(name, options[name])]));
  const parameters = Object.fromEntries(
    [...listParameters().keys()].flatMap((name) => {
      const text = options[camel(name)];
      return typeof text === 'string' ? [[name, parseValue(text)]] : [];
    }),
  );
  const { n = 1000, d = 5, m, seeds, holdout } = numbers;
  return {
    dgp: dgp as string,
    geometry: encoder as string,
    n,
    d,
    parameters,
    metrics: parseMetricList(options['metrics']),
    ...(m === undefined ? {} : { m }),
    ...(seeds === undefined ? {} : { seeds }),
    ...(holdout === undefined ? {} : { holdout }),
  };
}

/** The option that gives a field of a request: the command line calls a geometry an encoder. */
function optionOf(path: string): string {
  if (path.startsWith('--')) return path;
  return path === 'geometry' ? '--encoder' : `--${kebab(path)}`;
}

/** The same faults, with paths as the reader typed them. */
export function asOptionFaults(error: unknown): unknown {
  if (!(error instanceof InputError)) return error;
  return new InputError(...error.faults.map((fault) => ({ ...fault, path: optionOf(fault.path) })));
}
