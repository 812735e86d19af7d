import { InputError } from '../core/input-error.ts';
import type { BoardPolicy } from './board-policy.ts';
import { contentStyleBoard } from './content-style.ts';
import { contrastiveBoxBoard } from './contrastive-box.ts';
import { contrastiveSphereBoard } from './contrastive-sphere.ts';
import { interventionsBoard } from './interventions.ts';
import { linearIcaBoard } from './linear-ica.ts';
import { segmentsBoard } from './segments.ts';
import { spritesBoard } from './sprites.ts';
import { superpositionBoard } from './superposition.ts';
import { temporalBoard } from './temporal.ts';

/** Every board, in the order in which pages list them. A track without one gives data and takes no submission. */
export const BOARDS: readonly BoardPolicy[] = [
  linearIcaBoard,
  segmentsBoard,
  temporalBoard,
  contrastiveSphereBoard,
  contrastiveBoxBoard,
  contentStyleBoard,
  interventionsBoard,
  superpositionBoard,
  spritesBoard,
];

/** The board of a track; undefined where the track gives data only. */
export function findBoard(trackId: string): BoardPolicy | undefined {
  return BOARDS.find(({ track }) => track.id === trackId);
}

/** @throws InputError where the track is unknown or has no board */
export function requireBoard(trackId: string): BoardPolicy {
  const board = findBoard(trackId);
  if (board) return board;
  const known = BOARDS.map(({ track }) => track.id).join(', ');
  throw new InputError({ path: `track ${trackId}`, rule: 'has no board: it gives data only', fix: `use one of ${known}` });
}
