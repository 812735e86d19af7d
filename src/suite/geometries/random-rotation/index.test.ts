import { expect, it } from 'vitest';
import { draw } from '../../../../tests/suite/support/geometry-draws.ts';
import { toRows, type Matrix } from '../../../core/matrix.ts';

it('keeps all distances', () => {
  const { factors, codes } = draw({ geometry: 'E11' });
  const lengths = (matrix: Matrix) => toRows(matrix).map((row) => row.reduce((sum, value) => sum + value * value, 0));
  const before = lengths(factors);
  lengths(codes).forEach((value, i) => expect(value).toBeCloseTo(before[i]!, 10));
});
