import { InputError } from '../../core/input-error.ts';
import { contentStyle } from './content-style.ts';
import { contrastiveBox } from './contrastive-box.ts';
import { contrastiveSphere } from './contrastive-sphere.ts';
import { interventions } from './interventions.ts';
import { linearIca } from './linear-ica.ts';
import { segments } from './segments.ts';
import { sprites } from './sprites/sprites.ts';
import { superposition } from './superposition.ts';
import { temporal } from './temporal.ts';
import type { Track } from './track.ts';

/** Every track, in the order in which pages list them. */
export const TRACKS: readonly Track[] = [
  linearIca,
  segments,
  temporal,
  contrastiveSphere,
  contrastiveBox,
  contentStyle,
  interventions,
  superposition,
  sprites,
];

/** @throws InputError for an unknown identifier */
export function findTrack(id: string): Track {
  const track = TRACKS.find((candidate) => candidate.id === id);
  if (track) return track;
  const known = TRACKS.map((candidate) => candidate.id).join(', ');
  throw new InputError({ path: `track ${id}`, rule: 'no such track', fix: `use one of ${known}` });
}
