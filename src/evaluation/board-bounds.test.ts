import { describe, expect, it } from 'vitest';
import { findBoardBounds, relateToBounds } from './board-bounds.ts';

describe('findBoardBounds', () => {
  it('takes the best floor and the best ceiling', () => {
    const bounds = findBoardBounds([
      { role: 'permuted', mean: 0.01 },
      { role: 'untrained', mean: 0.4 },
      { role: 'untrained', mean: 0.38 },
      { role: 'oracle', mean: 1 },
      { role: 'supervised', mean: null },
    ]);
    expect(bounds).toEqual({ roles: { permuted: 0.01, untrained: 0.4, oracle: 1 }, floor: 0.4, ceiling: 1 });
    expect(relateToBounds(0.7, bounds)).toBeCloseTo(0.5, 15);
  });

  it('places nothing without both bounds', () => {
    const bounds = findBoardBounds([{ role: 'oracle', mean: 1 }]);
    expect(bounds.floor).toBeNull();
    expect(relateToBounds(0.7, bounds)).toBeNull();
  });
});
