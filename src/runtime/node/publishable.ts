import { InputError } from '../../core/input-error.ts';
import { sha256Hex } from '../../registry/digest.ts';
import { MANIFEST_NAME } from '../../registry/manifest-name.ts';
import { engineCommit } from './engine.ts';
import { FOLDERS } from './folders.ts';
import { readFileAt } from './git.ts';
import type { LoadedSubmission } from './submission-folder.ts';
import type { EvaluationRequest } from './evaluate-submission.ts';

type Asked = Pick<EvaluationRequest, 'commit' | 'instances' | 'rows'>;

/**
 * What only matters for results that stay: whole submissions, a known engine, and weights that were fixed before the draw.
 *
 * @throws InputError
 */
export async function assertPublishable(root: string, loaded: LoadedSubmission, asked: Asked): Promise<void> {
  const { submission, manifestSha256, name } = loaded;
  if (asked.instances !== undefined || asked.rows !== undefined) {
    const fix = `leave --instances and --rows out, or use --out ${FOLDERS.previews}`;
    throw new InputError({ path: FOLDERS.results, rule: 'holds whole results only', fix });
  }
  if ((await engineCommit(root)) === null) {
    const fix = `commit your changes, or use --out ${FOLDERS.previews}`;
    throw new InputError({ path: FOLDERS.results, rule: 'needs an engine without uncommitted changes', fix });
  }
  if (submission.tracks.every(({ kind }) => kind === 'codes')) return;
  const bytes = await readFileAt(root, asked.commit, `${name}/${MANIFEST_NAME}`);
  if (bytes !== null && sha256Hex(bytes) === manifestSha256) return;
  const fix = 'commit the submission first, then give that commit or a later one to --seed-from';
  throw new InputError({ path: '--seed-from', rule: `${asked.commit} does not hold ${name} as it is`, fix });
}
