import { randomOrthogonal, type Rows } from '../mixing-matrix.ts';
import { pow } from '../../../core/mathematics.ts';
import type { RandomStream } from '../../../core/random/stream.ts';

/** Corners of a closed polygon without holes, each [x, y]. */
export type Outline = Rows;

/** None has an axis or a centre of symmetry, so that a turn or a mirror image can be seen. */
export const OUTLINES: Readonly<Record<string, Outline>> = {
  // prettier-ignore
  chair: [[0, 0], [1, 0], [1, 1.6], [2, 1.6], [2, 0], [3, 0], [3, 2.6], [1, 2.6], [1, 4.4], [0, 4.4]],
  // prettier-ignore
  dart: [[0, 0], [3.6, 1.2], [1.2, 1.6], [0.6, 4]],
  // prettier-ignore
  ell: [[0, 0], [3, 0], [3, 1], [1, 1], [1, 4], [0, 4]],
  // prettier-ignore
  flag: [[0, 0], [0.7, 0], [0.7, 1.8], [3, 2.9], [0.7, 4], [0, 4]],
  // prettier-ignore
  hook: [[0, 0], [2.6, 0], [2.6, 2], [1.7, 2], [1.7, 1], [1, 1], [1, 4.2], [0, 4.2]],
  // prettier-ignore
  wedge: [[0, 0], [4, 0], [1, 2.5]],
};

/** Moves the mean of the corners to the origin and scales the farthest corner to distance 1. */
function normalise(outline: Outline): Outline {
  const [meanX, meanY] = [0, 1].map((axis) => outline.reduce((sum, corner) => sum + corner[axis]!, 0) / outline.length);
  const centred = outline.map(([x, y]) => [x! - meanX!, y! - meanY!] as const);
  const radius = Math.sqrt(centred.reduce((largest, [x, y]) => Math.max(largest, x * x + y * y), 0));
  return centred.map(([x, y]) => [x / radius, y / radius]);
}

/** A linear map of the plane that stretches by the given ratio along a random direction, after a random turn or mirror image. */
export function drawDistortion(stream: RandomStream, ratio: number): Rows {
  const [left, right] = [randomOrthogonal(stream, 2), randomOrthogonal(stream, 2)];
  const scales = [pow(ratio, 0.5), pow(ratio, -0.5)];
  return left.map((row) => [0, 1].map((j) => row[0]! * scales[0]! * right[0]![j]! + row[1]! * scales[1]! * right[1]![j]!));
}

/** An outline after a linear map, centred and scaled to radius 1. */
export function distort(outline: Outline, matrix: Rows): Outline {
  return normalise(outline.map((corner) => matrix.map((row) => row[0]! * corner[0]! + row[1]! * corner[1]!)));
}
