import { expect, it } from 'vitest';
import { faultsOf } from '../../../../tests/suite/support/geometry-draws.ts';
import { toRows } from '../../../core/matrix.ts';
import { RandomStream } from '../../../core/random/stream.ts';
import { resolveCell } from '../../cell.ts';

it('gives every factor a direction of length 1 in fewer dimensions', () => {
  const unit = { rows: 5, columns: 5, data: Float64Array.from({ length: 25 }, (_, k) => (k % 6 === 0 ? 1 : 0)) };
  const { geometry, d, m, geometryParameters: parameters, model } = resolveCell({ dgp: 'D1', geometry: 'E13', n: 5, d: 5 });
  const directions = toRows(geometry.encode(unit, new RandomStream('custodes/test'), { d, m, parameters, model }));
  expect(directions[0]).toHaveLength(2);
  for (const direction of directions) expect(direction.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 12);
  expect(faultsOf({ geometry: 'E13', m: 5 })).toEqual(['m']);
});
