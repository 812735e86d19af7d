import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from '../../core/input-error.ts';
import { copiedNumbersFaults, type MergedNumbers } from '../../registry/copied-numbers-faults.ts';
import { isRemote, modelsOf, type ModelFile, type Submission } from '../../registry/submission.ts';
import type { SubmissionFiles } from '../../registry/submission-faults.ts';
import { trainedNumbers } from '../../registry/trained-numbers.ts';
import type { LoadedSubmission } from './submission-folder.ts';

/** What was trained of some tracks' entries and lies in the folder. */
function trainedFiles({ submission }: Pick<LoadedSubmission, 'submission'>, tracks: ReadonlySet<string>): ModelFile[] {
  return modelsOf(submission)
    .filter(({ track }) => tracks.has(track))
    .flatMap(({ model }) => [...('file' in model ? [model] : []), ...(model.decoder ? [model.decoder] : [])]);
}

async function numbersOf(loaded: LoadedSubmission, tracks: ReadonlySet<string>) {
  const files = trainedFiles(loaded, tracks);
  const numbers = new Set<string>();
  for (const file of new Set(files.map((entry) => entry.file))) {
    // A clone may be without the models of others.
    const bytes = await readFile(join(loaded.folder, file)).catch(() => null);
    for (const digest of bytes ? trainedNumbers(file, bytes) : []) numbers.add(digest);
  }
  return { files: new Set(files.map(({ sha256 }) => sha256)), numbers };
}

function submittedNumbers(submission: Submission, { files, remote }: SubmissionFiles): Map<string, ReadonlySet<string>> {
  const numbers = new Map<string, ReadonlySet<string>>();
  for (const { model } of modelsOf(submission)) {
    const named = [{ name: 'file' in model ? model.file : model.url, sha256: model.sha256 }];
    if (model.decoder) named.push({ name: model.decoder.file, sha256: model.decoder.sha256 });
    for (const { name, sha256 } of named) {
      const bytes = isRemote(name) ? remote?.get(name) : files.get(name);
      if (bytes instanceof Uint8Array && !numbers.has(sha256)) numbers.set(sha256, trainedNumbers(name, bytes));
    }
  }
  return numbers;
}

/**
 * Copies of what another owner trained, in files with other bytes. Models that lie elsewhere are compared with those that lie here, not
 * the other way round.
 *
 * @param everything that is merged, but the submission itself
 */
export async function auditCopiedNumbers(
  { submission, name: folder }: LoadedSubmission,
  files: SubmissionFiles,
  everything: readonly LoadedSubmission[],
): Promise<Fault[]> {
  const tracks = new Set(submission.tracks.map(({ track }) => track));
  const isOwn = (other: LoadedSubmission) => other.submission.owner.github_id === submission.owner.github_id;
  const others: MergedNumbers[] = [];
  for (const other of everything.filter((each) => !isOwn(each))) {
    const { slug, version } = other.submission;
    const isReference = other.role !== null;
    const name = `${slug}/${version}, ${isReference ? 'a reference row' : 'of another owner'}`;
    others.push({ ...(await numbersOf(other, tracks)), name, isReference });
  }
  const compared = { folder, submission, numbers: submittedNumbers(submission, files), others };
  const faults = copiedNumbersFaults({ ...compared, own: new Set() });
  if (faults.length === 0) return faults;
  const own = new Set<string>();
  for (const earlier of everything.filter(isOwn))
    for (const digest of (await numbersOf(earlier, tracks)).numbers) own.add(digest);
  return copiedNumbersFaults({ ...compared, own });
}
