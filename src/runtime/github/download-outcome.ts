import { unzipSync } from 'fflate';
import type { Octokit } from 'octokit';
import { InputError } from '../../core/input-error.ts';
import { sha256Hex } from '../../registry/digest.ts';
import { LIMITS } from '../../registry/limits.ts';
import { parseOutcome, type Outcome } from '../../registry/outcome.ts';
import { repository } from './environment.ts';

const ARTEFACT = 'outcome';
const FILE = 'outcome.json';

/**
 * The outcome that another run left. An artefact is a stranger's: its size is looked at before it is fetched, the size that its
 * archive claims before it is unpacked, its one file is taken by name, and nothing is written to disk.
 *
 * @throws InputError
 */
export async function downloadOutcome(
  client: Octokit,
  run: number,
): Promise<{ readonly outcome: Outcome; readonly sha256: string } | null> {
  const { data } = await client.rest.actions.listWorkflowRunArtifacts({ ...repository(), run_id: run, name: ARTEFACT });
  const artefact = data.artifacts.at(-1);
  if (artefact === undefined) return null;
  const path = `artefact ${ARTEFACT} of run ${run}`;
  const tooLarge = (size: number) => new InputError({ path, rule: `has ${size} bytes`, fix: 'evaluate again' });
  if (artefact.size_in_bytes > LIMITS.outcomeBytes) throw tooLarge(artefact.size_in_bytes);
  const { data: archive } = await client.rest.actions.downloadArtifact({
    ...repository(),
    artifact_id: artefact.id,
    archive_format: 'zip',
  });
  // Octokit's type of an archive says nothing; its client gives the bytes.
  // eslint-disable-next-line custodes/validated-documents
  const files = unzipSync(new Uint8Array(archive as ArrayBuffer), {
    filter: ({ name, originalSize }) => {
      if (name !== FILE) return false;
      if (originalSize > LIMITS.outcomeBytes) throw tooLarge(originalSize);
      return true;
    },
  });
  const bytes = files[FILE];
  if (bytes === undefined) throw new InputError({ path, rule: `holds no ${FILE}`, fix: 'evaluate again' });
  return { outcome: parseOutcome(new TextDecoder().decode(bytes), path), sha256: sha256Hex(bytes) };
}
