import { describe, expect, it } from 'vitest';
import { drawCell, resolveCell, type CellRequest } from '../../suite/cell.ts';
import { describeFactors, suggestDgp } from './factor-facts.ts';

const factorsOf = (request: Pick<CellRequest, 'dgp' | 'parameters'>) =>
  drawCell(resolveCell({ ...request, geometry: 'E9', n: 2000, d: 4 }), 0).factors;

describe('suggestDgp', () => {
  it.each([
    ['D1', {}],
    ['D2', { rho: 0.5 }],
    ['D2', { rho: -0.3 }],
    ['D6', { levels: 7 }],
  ])('takes factors of %s for what they are', (dgp, parameters) => {
    expect(suggestDgp(describeFactors(factorsOf({ dgp, parameters })))).toBe(dgp);
  });
});

describe('describeFactors', () => {
  it('sees one factor too, and a constant one', () => {
    const one = { rows: 3, columns: 1, data: Float64Array.of(1, 2, 4) };
    expect(describeFactors(one)).toEqual({ correlation: 0, values: 3 });
    const constant = { rows: 2, columns: 2, data: Float64Array.of(1, 1, 0, 5) };
    expect(describeFactors(constant)).toEqual({ correlation: 0, values: 1 });
  });
});
