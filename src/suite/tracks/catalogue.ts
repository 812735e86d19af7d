import { InputError } from '../../core/input-error.ts';
import { TRACKS } from './list.ts';
import type { Track } from './track.ts';

export { TRACKS } from './list.ts';

/** @throws InputError for an unknown identifier */
export function findTrack(id: string): Track {
  const track = TRACKS.find((candidate) => candidate.id === id);
  if (track) return track;
  const known = TRACKS.map((candidate) => candidate.id).join(', ');
  throw new InputError({ path: `track ${id}`, rule: 'no such track', fix: `use one of ${known}` });
}
