import { irwinHall } from './irwin-hall.ts';

/** Scores that encoders which recover nothing reach on one instance. */
export interface InstanceFloor {
  /** Draws of the floor's law, ascending. All instances of a board have equally many. */
  readonly draws: readonly number[];
}

/** What a row's scores say against its instances' floors. */
export interface FloorEvidence {
  readonly instances: number;
  /** P of a sum of ranks as small as this, if the row were a draw of the floors; exact, or more where scores tie. */
  readonly p: number;
  /** One rank p an instance, in order: (1 + draws that reach the score) / (draws + 1). */
  readonly ranks: readonly number[];
}

/** Rows whose p is above this are not told apart from encoders that recover nothing. */
export const FLOOR_LEVEL = 0.05;

function reaching(score: number, { draws }: InstanceFloor): number {
  return draws.reduce((count, draw) => count + Number(draw >= score), 0);
}

/**
 * Exact ranks of a row among the floor draws of its instances, summed: a sum of uniforms where the row is itself such a draw.
 *
 * @param scores one an instance
 * @param floors one an instance, in the same order
 * @throws RangeError where floors are missing or unequal in number
 */
export function weighAgainstFloors(scores: readonly number[], floors: readonly InstanceFloor[]): FloorEvidence {
  const count = floors[0]?.draws.length ?? 0;
  if (floors.length !== scores.length || count === 0 || floors.some(({ draws }) => draws.length !== count))
    throw new RangeError('every instance needs floor draws, equally many');
  const places = scores.map((score, i) => 1 + reaching(score, floors[i]!));
  const sum = places.reduce((total, place) => total + place, 0);
  return {
    instances: scores.length,
    p: irwinHall(scores.length, sum, count + 1),
    ranks: places.map((place) => place / (count + 1)),
  };
}

/** The ⌈0.95 (B + 1)⌉-th of B floor draws: what codes that recover nothing exceed with probability 5% at most. */
export function floorBound({ draws }: InstanceFloor): number {
  const place = Math.ceil((95 * (draws.length + 1)) / 100);
  return place > draws.length ? Infinity : draws.toSorted((a, b) => a - b)[place - 1]!;
}
