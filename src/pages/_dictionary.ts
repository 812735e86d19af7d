import { readFile } from 'node:fs/promises';
import { InputError } from '../core/input-error.ts';
import { npyToMatrix, parseNpy } from '../core/npy.ts';
import type { Track } from '../suite/tracks/track.ts';
import { viewDictionary, type DictionaryView } from '../views/dictionary-panels.ts';
import { leaderboard } from './_boards.ts';
import { ARTEFACTS } from './_registry.ts';
import { sampleOf } from './_samples.ts';

/** What the best encoder of a track learned as its dictionary. */
export interface TrackDictionary {
  readonly view: DictionaryView;
  readonly method: string;
  readonly resultDigest: string;
}

const made = new Map<string, Promise<TrackDictionary | null>>();

async function make(track: Track): Promise<TrackDictionary | null> {
  const [best] = leaderboard(track.id)?.ranked ?? [];
  const [first] = best?.entry.record.measured.models.main ?? [];
  const path = ARTEFACTS.get(first?.structure_sha256 ?? '');
  if (best === undefined || first === undefined || path === undefined) return null;
  const { structure } = track.createInstance(first.instance, 'main');
  const sample = await sampleOf(best.entry, 'main');
  if (structure?.kind !== 'decoder' || sample === null) return null;
  try {
    const submitted = npyToMatrix(parseNpy(await readFile(path), path), path);
    if (submitted.rows !== sample.codes.columns || submitted.columns !== structure.truth.columns) return null;
    const view = viewDictionary(sample, { truth: structure.truth, submitted });
    return { view, method: best.entry.submission.title, resultDigest: best.entry.record.result_digest };
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** The dictionary of a track's best encoder beside the true one; null where the track has none, or no ranked encoder can be run. */
export async function trackDictionary(track: Track): Promise<TrackDictionary | null> {
  if (track.structure?.kind !== 'decoder') return null;
  const known = made.get(track.id) ?? make(track);
  made.set(track.id, known);
  return await known;
}
