import type { Fault } from '../core/input-error.ts';
import { TRACKS } from '../suite/tracks/catalogue.ts';
import { MANIFEST_NAME } from './manifest-name.ts';
import { UNKNOWN_SHA256 } from './submission-scaffold.ts';
import { modelsOf, type Submission } from './submission.ts';

type PlacedModel = ReturnType<typeof modelsOf>[number];

/** Where a model stands: its seed is no part of it. */
const placeOf = ({ track, variant, instance }: PlacedModel) => `${track} ${variant} ${instance}`;

/** Whether a model is one at all: of an instance that there is, with a digest that its author wrote. */
function isTrained({ track, instance, model }: PlacedModel): boolean {
  const known = TRACKS.find(({ id }) => id === track);
  return known !== undefined && instance < known.instanceCount && model.sha256 !== UNKNOWN_SHA256;
}

/**
 * Models whose bytes stand for a second instance or variant: a model is trained for one. Reference rows alone mean it, such as an
 * untrained network that is the same wherever it is shown.
 */
export function sharedArtefactFaults(submission: Submission, folder: string): Fault[] {
  const first = new Map<string, PlacedModel>();
  const faults: Fault[] = [];
  for (const placed of modelsOf(submission).filter(isTrained)) {
    const { sha256 } = placed.model;
    const before = first.get(sha256);
    if (before === undefined) first.set(sha256, placed);
    else if (placeOf(before) !== placeOf(placed)) {
      const path = `${folder}/${MANIFEST_NAME}#${placed.pointer}`;
      const fix = `name the model that was trained for ${placeOf(placed)}`;
      faults.push({ path, rule: `has the same bytes as the model of ${placeOf(before)}`, fix });
    }
  }
  return faults;
}
