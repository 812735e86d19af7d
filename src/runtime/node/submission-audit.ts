import { InputError, type Fault } from '../../core/input-error.ts';
import { entryFaults } from '../../registry/budget-faults.ts';
import { identityFaults, loginFaults } from '../../registry/identity-faults.ts';
import type { SubmissionFiles } from '../../registry/submission-faults.ts';
import { submissionNotices, type Notice } from '../../registry/submission-notices.ts';
import { readAllowedNames } from './allowed-names-file.ts';
import { auditCopiedNumbers } from './merged-numbers.ts';
import { auditOpenCodes } from './open-codes.ts';
import { readSubmissionsApart } from './registry-files.ts';
import { loadSubmission, readSubmissionFiles, type LoadedSubmission } from './submission-folder.ts';

/** What an audit found: faults stop a submission, notices do not. */
export interface Audit {
  readonly faults: readonly Fault[];
  readonly notices: readonly Notice[];
}

/**
 * What is wrong with a submission's names and artefacts beside those of others.
 *
 * @param root of the repository that holds the others
 * @param everything every version that is merged
 */
export async function auditIdentity(
  root: string,
  loaded: LoadedSubmission,
  files: SubmissionFiles,
  everything: readonly LoadedSubmission[],
): Promise<Fault[]> {
  const { submission, name: folder } = loaded;
  const others = everything.filter(
    ({ submission: { slug, version } }) => slug !== submission.slug || version !== submission.version,
  );
  const faults = identityFaults({ folder, submission, others, allowedNames: await readAllowedNames(root) });
  return [...faults, ...(await auditCopiedNumbers(loaded, files, others))];
}

/** The files' own faults and notices. */
export function auditFiles(loaded: LoadedSubmission, files: SubmissionFiles): Audit {
  return { faults: entryFaults(loaded.submission, files), notices: submissionNotices(loaded, files) };
}

/**
 * All that is wrong with a submission version, its manifest included. Nothing is written, and nothing is executed but encoders without
 * other faults whose number of codes does not follow from their files.
 *
 * @param root of the clone, whose other submissions count as merged
 */
export async function auditFolder(folder: string, root: string): Promise<Audit> {
  try {
    const loaded = await loadSubmission(folder);
    const files = await readSubmissionFiles(loaded);
    const own = auditFiles(loaded, files);
    const { sound: others } = await readSubmissionsApart(root);
    const identity = await auditIdentity(root, loaded, files, others);
    const faults = [...own.faults, ...identity, ...loginFaults(loaded.submission, loaded.name, others)];
    if (faults.length > 0) return { ...own, faults };
    const open = await auditOpenCodes(loaded, files);
    return { faults: open.faults, notices: [...own.notices, ...open.notices] };
  } catch (error) {
    if (error instanceof InputError) return { faults: error.faults, notices: [] };
    throw error;
  }
}
