import { expect, it } from 'vitest';
import { sprites } from '../suite/tracks/sprites/index.ts';
import { SIZE } from '../suite/tracks/sprites/render.ts';
import { drawPairs, drawTraversals, FACTOR_NAMES, type Picture } from './sprites-pictures.ts';

const STRIDE = SIZE + 4;

function image({ width, values }: Picture, row: number, column: number): number[] {
  const pixels: number[] = [];
  for (let y = 0; y < SIZE; y++)
    pixels.push(
      ...values.subarray((row * STRIDE + y) * width + column * STRIDE, (row * STRIDE + y) * width + column * STRIDE + SIZE),
    );
  return pixels;
}

it('pairs differ, and each factor changes in turn', () => {
  const { picture, changed } = drawPairs(sprites.createInstance(0, 'main'), 8);
  expect(changed.slice(0, 5)).toEqual(FACTOR_NAMES);
  for (let k = 0; k < 8; k++) expect(image(picture, 0, k)).not.toEqual(image(picture, 1, k));
  expect(new Set(drawPairs(sprites.createInstance(0, 'twin'), 2).changed)).toEqual(new Set(['all factors']));
});

it('is drawn by the code that draws the track: brightness stays within the instance’s', () => {
  const instance = sprites.createInstance(2, 'main');
  const { brightness } = instance.parameters['mixing'] as { brightness: { sprite: number; background: number } };
  const { picture } = drawPairs(instance, 3);
  const pixels = image(picture, 0, 0);
  expect(Math.max(...pixels)).toBeCloseTo(brightness.sprite, 5);
  expect(Math.min(...pixels)).toBeCloseTo(brightness.background, 5);
});

it('a traversal has a line for each factor, in which every step differs from the one before', () => {
  const picture = drawTraversals(sprites.createInstance(0, 'main'));
  expect(picture.height).toBe(FACTOR_NAMES.length * STRIDE - 4);
  FACTOR_NAMES.forEach((_, row) => {
    for (let step = 1; step < 8; step++) expect(image(picture, row, step)).not.toEqual(image(picture, row, step - 1));
  });
});
