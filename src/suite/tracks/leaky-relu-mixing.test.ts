import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../core/random/stream.ts';
import { invertMixing } from './inverse-mixing.ts';
import { createMixing, drawLeakyReluMixing } from './leaky-relu-mixing.ts';

const RECIPE = { d: 5, depth: 3, slope: 0.2, conditionNumbers: [1.5, 3], biasHalfWidth: 0.2 } as const;

describe('createMixing', () => {
  it('applies affine layers with a leaky ReLU between them and none at the end', () => {
    const layer = (weight: number, bias: number) => ({ weights: [[weight]], bias: [bias], condition_number: 1 });
    const mixing = createMixing({ slope: 0.2, layers: [layer(2, 1), layer(3, -1)] });
    expect(mixing(Float64Array.of(1))[0]).toBe(8);
    expect(mixing(Float64Array.of(-2))[0]).toBeCloseTo(3 * 0.2 * -3 - 1, 14);
  });

  it('is undone by its inverse network, at every depth', () => {
    for (const depth of [1, 2, 3, 4]) {
      const mixing = drawLeakyReluMixing(new RandomStream('inverse', depth), { ...RECIPE, depth });
      const forward = createMixing(mixing);
      const backward = createMixing(invertMixing(mixing));
      const stream = new RandomStream('points', depth);
      for (let i = 0; i < 200; i++) {
        const input = Float64Array.from({ length: 5 }, () => 2 * stream.uniform() - 1);
        const restored = backward(forward(input));
        input.forEach((value, j) => expect(Math.abs(restored[j]! - value)).toBeLessThan(1e-11));
      }
    }
  });

  it('bends: no affine map equals it', () => {
    const mixing = createMixing(drawLeakyReluMixing(new RandomStream('bend'), RECIPE));
    const at = (t: number) => Array.from(mixing(Float64Array.from({ length: 5 }, () => t)));
    const [low, middle, high] = [at(-1), at(0), at(1)];
    const bend = middle.reduce((sum, value, j) => sum + Math.abs(value - (low[j]! + high[j]!) / 2), 0);
    expect(bend).toBeGreaterThan(0.1);
  });
});

describe('drawLeakyReluMixing', () => {
  it('keeps to the recipe', () => {
    const { slope, layers } = drawLeakyReluMixing(new RandomStream('recipe'), RECIPE);
    expect(slope).toBe(0.2);
    expect(layers).toHaveLength(3);
    for (const { weights, bias, condition_number } of layers) {
      expect(weights).toHaveLength(5);
      expect(condition_number).toBeGreaterThan(1.5);
      expect(condition_number).toBeLessThan(3);
      bias.forEach((value) => expect(Math.abs(value)).toBeLessThan(0.2));
    }
  });
});
