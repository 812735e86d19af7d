import Type from 'typebox';
import { parseAs } from '../../src/registry/validator.ts';
import { runFileOrFail } from './tool.ts';

/** The submission that shows the way through the whole registry: small, quick, and on the simplest track. */
const EXAMPLE = { path: 'submissions/fastica', track: 'linear-ica' } as const;

const evaluated = Type.Object({ records: Type.Array(Type.Object({ result_digest: Type.String() }), { minItems: 1 }) });

/**
 * Evaluates the example submission for real, with the very command that the registry uses.
 *
 * @param folder where the record goes
 * @param parameters more of the command's options
 * @returns the record's digest
 */
export async function evaluateExample(
  folder: string,
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<string> {
  const options = ['--track', EXAMPLE.track, '--out', folder, '--json', ...parameters];
  const { stdout } = await runFileOrFail('scripts/evaluate.ts', [EXAMPLE.path, ...options], { show: 'errors', environment });
  return parseAs(evaluated, stdout, 'evaluate --json').records[0]!.result_digest;
}
