import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { beside } from '../../../tests/support/transforms.ts';
import { InputError } from '../../core/input-error.ts';
import { multiply } from '../../core/linear-algebra/multiply.ts';
import { column, selectColumns, zeros, type Matrix } from '../../core/matrix.ts';
import { measure } from '../measure.ts';
import { isolate } from './block-isolation.ts';

const N = 800;
const blocks = { content: [0, 1], style: [2, 3] };

/** Two independent content factors; each style factor has half of its variance from one of them. */
function drawFactors(): Matrix {
  const factors = normalMatrix(N, 4, 'block isolation');
  for (const [style, content] of [
    [2, 0],
    [3, 1],
  ] as const)
    // prettier-ignore
    column(factors, style).forEach((own, i, values) => (values[i] = (own + column(factors, content)[i]!) * Math.SQRT1_2));
  return factors;
}

const factors = drawFactors();
const parts = (codes: Matrix, of = factors) => measure(of, codes, { metrics: ['r2_kernel'], blocks }).metrics.r2_kernel!.parts;

describe('isolate', () => {
  it.each([
    [1, 0.5, 0.5, 1],
    [1, 0.3, 0.5, 1],
    [0.9, 0.5, 0.5, 0.9],
    [1, 0.75, 0.5, 0.5],
    [1, 1, 0.5, 0],
    [1, 1, 1, 1],
  ])('of content %d and style %d, of which the content tells %d, is %d', (content, style, styleFromContent, expected) => {
    expect(isolate(content, style, styleFromContent)).toBe(expected);
  });
});

describe('R² of blocks', () => {
  it('is 1 for content alone, in whatever entangled form: style is told as far as the content tells it', () => {
    const entangled = multiply(selectColumns(factors, [0, 1]), normalMatrix(2, 2, 'entangled'));
    column(entangled, 0).forEach((value, i, values) => (values[i] = value + Math.tanh(value)));
    const { content, style, style_from_content, isolation } = parts(entangled);
    expect(content).toBeGreaterThan(0.99);
    // Each style factor shares half of its variance with the content.
    expect(Math.abs((style_from_content as number) - 0.5)).toBeLessThan(0.06);
    expect(Math.abs((style as number) - (style_from_content as number))).toBeLessThan(0.01);
    expect(isolation).toBeGreaterThan(0.98);
  });

  it('is 0 for codes that hold everything, and for codes that hold nothing or style alone', () => {
    expect(parts(factors)['isolation']).toBeLessThan(0.02);
    expect(parts(normalMatrix(N, 2, 'noise'))['isolation']).toBeLessThan(0.05);
    const { content, isolation } = parts(selectColumns(factors, [2, 3]));
    expect(Math.abs((content as number) - 0.5)).toBeLessThan(0.06);
    expect(isolation).toBeLessThan(0.02);
  });

  it('falls with the part of the style that is let in: half of what the content leaves over costs half', () => {
    const codes = beside(selectColumns(factors, [0, 1]), selectColumns(factors, [2]));
    expect(Math.abs((parts(codes)['isolation'] as number) - 0.5)).toBeLessThan(0.05);
  });

  it('does not depend on the order in which blocks name the factors; per-factor values keep the factors’ order', () => {
    const codes = selectColumns(factors, [0, 1]);
    const { per_factor_unclipped } = parts(codes);
    const moved = measure(selectColumns(factors, [2, 0, 3, 1]), codes, {
      metrics: ['r2_kernel'],
      blocks: { content: [1, 3], style: [0, 2] },
    }).metrics.r2_kernel!.parts['per_factor_unclipped'] as number[];
    expect([1, 3, 0, 2].map((j) => moved[j])).toEqual(per_factor_unclipped);
  });

  it('has no isolation where a block is constant', () => {
    const constant = beside(selectColumns(factors, [0, 1]), zeros(N, 2));
    expect(parts(selectColumns(factors, [0, 1]), constant)).toMatchObject({ style: null, isolation: null });
  });

  it.each([
    { content: [0, 1], style: [2] },
    { content: [0, 1], style: [1, 2, 3] },
    { content: [0, 1, 2, 3], style: [] },
    { content: [0, 1], style: [2, 4] },
  ])('refuses blocks that are no partition: %o', (wrong) => {
    expect(() => measure(factors, factors, { metrics: ['r2_kernel'], blocks: wrong })).toThrow(InputError);
  });
});
