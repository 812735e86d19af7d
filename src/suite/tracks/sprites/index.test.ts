import { describe, expect, it } from 'vitest';
import { drawRows } from '../draw-rows.ts';
import type { LazyDraw } from '../track.ts';
import { OUTLINES } from './outlines.ts';
import { render, SIZE } from './render.ts';
import { sprites } from './index.ts';

const PIXELS = SIZE * SIZE;
const PLAIN = { sprite: 1, background: 0 };
const CENTRE = { radius: 12, orientation: 0, x: 32, y: 32 };
/** Edge of length 1 around the origin. */
// prettier-ignore
const SQUARE = [[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]];

function image(outline: (typeof OUTLINES)[string], pose: typeof CENTRE): Float32Array {
  const pixels = new Float32Array(PIXELS);
  render(outline, pose, PLAIN, pixels);
  return pixels;
}

const sum = (pixels: Float32Array) => pixels.reduce((total, value) => total + value, 0);
const distance = (a: Float32Array, b: Float32Array) => a.reduce((total, value, i) => total + Math.abs(value - b[i]!), 0);

/** Mean position of the light. */
function centroid(pixels: Float32Array): [number, number] {
  let [x, y] = [0, 0];
  pixels.forEach((value, i) => {
    x += value * ((i % SIZE) + 0.5);
    y += value * (Math.floor(i / SIZE) + 0.5);
  });
  return [x / sum(pixels), y / sum(pixels)];
}

describe('render', () => {
  it('covers the area of the outline, wherever and however it lies', () => {
    for (const orientation of [0, 17, 45, -60])
      for (const x of [32, 30.3]) {
        const pixels = image(SQUARE, { radius: 20, orientation, x, y: 31.6 });
        // At 45 degrees pixels meet the slope of an edge at few depths only.
        expect(Math.abs(sum(pixels) - 400) / 400).toBeLessThan(0.01);
        const [meanX, meanY] = centroid(pixels);
        expect(Math.abs(meanX - x)).toBeLessThan(0.05);
        expect(Math.abs(meanY - 31.6)).toBeLessThan(0.05);
      }
  });

  it('moves exactly by whole pixels and smoothly in between', () => {
    const moved = image(OUTLINES['flag']!, { ...CENTRE, radius: 5, x: 33 });
    const still = image(OUTLINES['flag']!, { ...CENTRE, radius: 5 });
    for (let i = 1; i < PIXELS; i++) if (i % SIZE !== 0) expect(moved[i]).toBeCloseTo(still[i - 1]!, 5);
    const step = (shift: number) => distance(still, image(OUTLINES['flag']!, { ...CENTRE, radius: 5, x: 32 + shift }));
    expect(step(0.01)).toBeGreaterThan(0);
    expect(step(0.01)).toBeLessThan(0.02 * step(1));
  });

  it('turns clockwise on the screen', () => {
    // prettier-ignore
    const arm = [[0, -0.1], [1, -0.1], [1, 0.1], [0, 0.1]];
    expect(centroid(image(arm, { ...CENTRE, orientation: 0 }))[0]).toBeGreaterThan(35);
    expect(centroid(image(arm, { ...CENTRE, orientation: 90 }))[1]).toBeGreaterThan(35);
  });
});

/** The image of one pose in the middle: factors of the draw are overwritten, so that the instance's own renderer is tested. */
function poseOf({ factors, observe }: LazyDraw, shape: number, orientation: number): Float32Array {
  [shape, 18, orientation, 32, 32].forEach((value, j) => (factors.data[j * factors.rows] = value));
  return observe(0, 1);
}

describe('sprites', () => {
  it('keeps the largest sprite inside the image', () => {
    const { ranges } = sprites.createInstance(0, 'main').parameters as { ranges: Record<string, { low: number; high: number }> };
    for (const axis of ['x', 'y']) {
      expect(ranges[axis]!.low - ranges['radius']!.high).toBeGreaterThanOrEqual(1);
      expect(ranges[axis]!.high + ranges['radius']!.high).toBeLessThanOrEqual(SIZE - 1);
    }
  });

  it('shows no shape that looks like another one, or like itself turned, by 20 degrees or more', () => {
    const poses = [-60, -40, -20, 0, 20, 40, 60];
    for (let index = 0; index < sprites.instanceCount; index++) {
      const instance = sprites.createInstance(index, 'main');
      const { brightness } = instance.parameters['mixing'] as { brightness: { sprite: number; background: number } };
      const draw = instance.drawLazily!('looks', 400);
      const views = [0, 1, 2].flatMap((shape) => poses.map((orientation) => poseOf(draw, shape, orientation)));
      const contrast = brightness.sprite - brightness.background;
      views.forEach((view, i) => {
        const light = sum(view.map((value) => (value - brightness.background) / contrast));
        for (const other of views.slice(0, i)) expect(distance(view, other) / contrast / light).toBeGreaterThan(0.12);
      });
    }
  });

  it('changes one factor of a pair on the main variant, all on the twin', () => {
    const differing = { main: 0, twin: 0 };
    for (const variant of ['main', 'twin'] as const) {
      const instance = sprites.createInstance(2, variant);
      const [x, changed] = [...instance.drawTraining('train', 60, 60)][0]! as readonly [Float32Array, Float32Array];
      for (let row = 0; row < 60; row++) {
        const [a, b] = [x, changed].map((all) => all.subarray(row * PIXELS, (row + 1) * PIXELS)) as [Float32Array, Float32Array];
        expect(distance(a, b)).toBeGreaterThan(0);
        const background = a[0]!;
        const [ax, ay] = centroid(a.map((value) => value - background));
        const [bx, by] = centroid(b.map((value) => value - background));
        if (Math.abs(ax - bx) > 1.5 && Math.abs(ay - by) > 1.5) differing[variant]++;
      }
    }
    // Turning and growing move the centre of light a little; both coordinates change much only where both were drawn anew.
    expect(differing.main).toBeLessThan(15);
    expect(differing.twin).toBeGreaterThan(40);
  });

  it('renders a draw row by row as all at once, without keeping it', () => {
    const instance = sprites.createInstance(1, 'main');
    const { factors, observations } = instance.drawEvaluation('rows', 12);
    const lazy = drawRows(instance, 'rows', 12);
    expect(lazy.factors).toEqual(factors);
    expect(lazy.observe(5, 9)).toEqual(observations.slice(5 * PIXELS, 9 * PIXELS));
  });
});
