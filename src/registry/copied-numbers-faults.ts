import type { Fault } from '../core/input-error.ts';
import { MANIFEST_NAME } from './manifest-name.ts';
import { modelsOf, type Submission } from './submission.ts';

/** The numbers of one submission version that is merged. */
export interface MergedNumbers {
  /** As messages name it, with whose it is. */
  readonly name: string;
  readonly isReference: boolean;
  /** SHA-256 of its files: who submits the same bytes hears of it elsewhere. */
  readonly files: ReadonlySet<string>;
  /** Digests of what was trained in them. */
  readonly numbers: ReadonlySet<string>;
}

/** What copies are looked for in. */
export interface NumbersOf {
  readonly folder: string;
  readonly submission: Submission;
  /** Digests of what was trained in a file, by the file's SHA-256. */
  readonly numbers: ReadonlyMap<string, ReadonlySet<string>>;
  /** Of other owners. */
  readonly others: readonly MergedNumbers[];
  /** What the owner's own merged versions hold: no stranger locks out whoever was first. */
  readonly own: ReadonlySet<string>;
}

const FIX = 'submit what you trained yourself; where a method must give these very numbers, ask a maintainer in an issue';

/**
 * Models of which all that was trained stands in one submission of another owner, whatever the files are called inside and however they
 * were written. A part that is shared, as a frozen backbone or a table of positions, is none of them: its owner's other weights are not there.
 */
export function copiedNumbersFaults({ folder, submission, numbers, others, own }: NumbersOf): Fault[] {
  return modelsOf(submission).flatMap(({ model, pointer }): Fault[] => {
    const files = [
      { pointer, sha256: model.sha256 },
      ...(model.decoder ? [{ pointer: `${pointer}/decoder`, sha256: model.decoder.sha256 }] : []),
    ];
    return files.flatMap((file): Fault[] => {
      const trained = [...(numbers.get(file.sha256) ?? [])];
      if (trained.length === 0) return [];
      const isKept = trained.every((digest) => own.has(digest));
      const found = others.find(
        (other) =>
          !(isKept && !other.isReference) &&
          !other.files.has(file.sha256) &&
          trained.every((digest) => other.numbers.has(digest)),
      );
      if (found === undefined) return [];
      const path = `${folder}/${MANIFEST_NAME}#${file.pointer}`;
      return [{ path, rule: `holds the numbers of ${found.name}, in another file`, fix: FIX }];
    });
  });
}
