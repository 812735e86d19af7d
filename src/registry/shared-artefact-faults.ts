import type { Fault } from '../core/input-error.ts';
import { TRACKS } from '../suite/tracks/catalogue.ts';
import { MANIFEST_NAME } from './manifest-name.ts';
import { UNKNOWN_SHA256 } from './submission-scaffold.ts';
import { modelsOf, type Submission } from './submission.ts';

type PlacedModel = ReturnType<typeof modelsOf>[number];

/** Where a model stands: its seed is no part of it. */
const placeOf = ({ track, variant, instance }: PlacedModel) => `${track} ${variant} ${instance}`;

/** Whether a model is of an instance that there is. */
function isKnown({ track, instance }: PlacedModel): boolean {
  const known = TRACKS.find(({ id }) => id === track);
  return known !== undefined && instance < known.instanceCount;
}

/** What was trained of a model: graphs are small enough to be equal. */
function trainedFiles({ model, pointer }: PlacedModel): readonly { what: string; pointer: string; sha256: string }[] {
  const files = [{ what: 'model', pointer, sha256: model.sha256 }];
  if (model.decoder) files.push({ what: 'dictionary', pointer: `${pointer}/decoder`, sha256: model.decoder.sha256 });
  return files.filter(({ sha256 }) => sha256 !== UNKNOWN_SHA256);
}

/**
 * Models and dictionaries whose bytes stand for a second instance or variant: each is trained for one. Reference rows alone mean it, such
 * as an untrained network that is the same wherever it is shown.
 */
export function sharedArtefactFaults(submission: Submission, folder: string): Fault[] {
  const first = new Map<string, { readonly what: string; readonly place: string }>();
  const faults: Fault[] = [];
  for (const placed of modelsOf(submission).filter(isKnown)) {
    const place = placeOf(placed);
    for (const { what, pointer, sha256 } of trainedFiles(placed)) {
      const before = first.get(sha256);
      if (before === undefined) first.set(sha256, { what, place });
      else if (before.place !== place) {
        const path = `${folder}/${MANIFEST_NAME}#${pointer}`;
        const fix = `name the ${what} that was trained for ${place}`;
        faults.push({ path, rule: `has the same bytes as the ${before.what} of ${before.place}`, fix });
      }
    }
  }
  return faults;
}
