import { cos, sin } from '../../../core/mathematics.ts';
import type { Outline } from './outlines.ts';

/** Pixels along each side of an image. */
export const SIZE = 64;

const RADIANS_PER_DEGREE = Math.PI / 180;
/** Half the width of the edge's slope, in pixels. */
const HALF_EDGE = 0.5;

/** Where and how one sprite lies. Lengths are in pixels, the origin is the upper left corner of the image. */
export interface Pose {
  /** Distance of the farthest corner from the centre. */
  readonly radius: number;
  /** In degrees, clockwise on the screen. */
  readonly orientation: number;
  readonly x: number;
  readonly y: number;
}

/** Brightness from 0 to 1. */
export interface Brightness {
  readonly sprite: number;
  readonly background: number;
}

function place(outline: Outline, { radius, orientation, x, y }: Pose): Float64Array {
  const angle = orientation * RADIANS_PER_DEGREE;
  const [c, s] = [radius * cos(angle), radius * sin(angle)];
  const corners = new Float64Array(2 * outline.length);
  outline.forEach(([u, v], k) => {
    corners[2 * k] = x + c * u! - s * v!;
    corners[2 * k + 1] = y + s * u! + c * v!;
  });
  return corners;
}

/** Distance of a point from a polygon's edge, negative inside (even-odd rule). */
function signedDistance(corners: Float64Array, x: number, y: number): number {
  let nearest = Infinity;
  let inside = false;
  for (let k = 0, last = corners.length - 2; k < corners.length; last = k, k += 2) {
    const ay = corners[k + 1]!;
    const ex = corners[last]! - corners[k]!;
    const ey = corners[last + 1]! - ay;
    const wx = x - corners[k]!;
    const wy = y - ay;
    const along = Math.min(1, Math.max(0, (wx * ex + wy * ey) / (ex * ex + ey * ey)));
    const bx = wx - along * ex;
    const by = wy - along * ey;
    nearest = Math.min(nearest, bx * bx + by * by);
    // The ray to the right of the point crosses the edge.
    if (ay > y !== corners[last + 1]! > y && wx < (ex * wy) / ey) inside = !inside;
  }
  return inside ? -Math.sqrt(nearest) : Math.sqrt(nearest);
}

/**
 * Draws one sprite into `image`, 64 × 64 values in C order. A pixel's brightness is mixed by how far its centre lies inside the
 * outline, over one pixel, so that edges move smoothly with every continuous factor.
 */
export function render(outline: Outline, pose: Pose, { sprite, background }: Brightness, image: Float32Array): void {
  const corners = place(outline, pose);
  image.fill(background);
  const reach = pose.radius + HALF_EDGE;
  const first = (centre: number) => Math.max(0, Math.floor(centre - reach - 0.5));
  const last = (centre: number) => Math.min(SIZE - 1, Math.ceil(centre + reach - 0.5));
  for (let row = first(pose.y); row <= last(pose.y); row++) {
    for (let column = first(pose.x); column <= last(pose.x); column++) {
      const distance = signedDistance(corners, column + 0.5, row + 0.5);
      const share = Math.min(1, Math.max(0, HALF_EDGE - distance));
      if (share > 0) image[row * SIZE + column] = background + share * (sprite - background);
    }
  }
}
