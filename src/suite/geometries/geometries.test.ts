import { SingularValueDecomposition, Matrix as DenseMatrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { columnsOf, correlationOf, covarianceOf, largestCorrelation } from '../../../tests/suite/support/moments.ts';
import { InputError } from '../../core/input-error.ts';
import { column, toRows, type Matrix } from '../../core/matrix.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { drawCell, resolveCell, type CellRequest } from '../cell.ts';
import { DGPS } from '../dgps/catalogue.ts';
import { LARGEST_CODE } from '../scalar-functions.ts';
import { findGeometry, GEOMETRIES } from './catalogue.ts';
import { drawConditionedMatrix } from './dense-linear.ts';

function draw(request: Partial<CellRequest> & { geometry: string }, seed = 0) {
  const cell = resolveCell({ dgp: 'D1', n: 400, d: 5, ...request });
  return { ...drawCell(cell, seed), cell };
}

/** The factor that a code is an affine function of, with slope and shift. */
function affineSource(factors: Matrix, code: Float64Array): { source: number; slope: number; shift: number } {
  const source = columnsOf(factors).findIndex((z) => Math.abs(Math.abs(correlationOf(z, code)) - 1) < 1e-12);
  expect(source).toBeGreaterThanOrEqual(0);
  const z = column(factors, source);
  const slope = covarianceOf(z, code) / covarianceOf(z, z);
  return { source, slope, shift: code[0]! - slope * z[0]! };
}

function singularValues(matrix: Matrix | readonly (readonly number[])[]): number[] {
  const rows = 'data' in matrix ? toRows(matrix) : matrix;
  return new SingularValueDecomposition(new DenseMatrix(rows.map((row) => [...row])), { autoTranspose: true }).diagonal;
}

function faultsOf(request: Partial<CellRequest> & { geometry: string }): string[] {
  try {
    resolveCell({ dgp: 'D1', n: 10, d: 5, ...request });
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).faults.map(({ path }) => path);
  }
}

describe('every geometry', () => {
  const pairs = DGPS.flatMap((dgp) => GEOMETRIES.map((geometry) => [dgp.id, geometry.id] as const));

  it.each(pairs)('%s × %s: m columns of finite codes within 10⁶, first rows whatever n', (dgp, geometry) => {
    const { codes, cell } = draw({ dgp, geometry, n: 2000 });
    expect([codes.rows, codes.columns]).toEqual([2000, cell.m]);
    for (const code of codes.data) if (!(Math.abs(code) <= LARGEST_CODE)) expect.fail(`${code}`);
    const short = draw({ dgp, geometry, n: 7 }).codes;
    for (let i = 0; i < cell.m; i++) expect([...column(short, i)]).toEqual([...column(codes, i).subarray(0, 7)]);
  });

  it.each(GEOMETRIES.map(({ id }) => id))('%s draws other codes for another seed', (geometry) => {
    expect([...draw({ geometry }, 0).codes.data]).not.toEqual([...draw({ geometry }, 1).codes.data]);
  });

  it.each(GEOMETRIES.map(({ id }) => id))('%s has the same parameters under every DGP', (geometry) => {
    // Factors of all zeros leave of the codes what the encoder alone contributes.
    const [a, b] = ['D1', 'D2'].map((dgp) => {
      const { geometry: encoder, m, d, geometryParameters: parameters, model } = resolveCell({ dgp, geometry, n: 3, d: 5 });
      const stream = new RandomStream('custodes/stress', 0, 'encoder', geometry);
      return encoder.encode({ rows: 3, columns: 5, data: Float64Array.from({ length: 15 }, (_, i) => i / 7) }, stream, {
        m,
        d,
        parameters,
        model,
      });
    });
    expect([...a!.data]).toEqual([...b!.data]);
  });
});

describe('E1', () => {
  it('is a permutation with scales from 0.5 to 2 of either sign, and a shift of the stated size', () => {
    const signs = new Set<number>();
    for (const shift of [0, 3]) {
      const { factors, codes } = draw({ geometry: 'E1', parameters: { shift } });
      const affine = columnsOf(codes).map((code) => affineSource(factors, code));
      expect(affine.map(({ source }) => source).sort()).toEqual([0, 1, 2, 3, 4]);
      for (const { slope, shift: found } of affine) {
        expect(Math.abs(slope)).toBeGreaterThanOrEqual(0.5);
        expect(Math.abs(slope)).toBeLessThanOrEqual(2);
        expect(Math.abs(found)).toBeCloseTo(shift, 10);
        signs.add(Math.sign(slope));
      }
    }
    expect(signs.size).toBe(2);
  });

  it('takes no other number of codes', () => expect(faultsOf({ geometry: 'E1', m: 6 })).toEqual(['m']));
});

describe('E2', () => {
  it.each([0, 0.3, 1])('keeps order at α = %d, under D4 too', (alpha) => {
    for (const dgp of ['D1', 'D4']) {
      const { factors, codes } = draw({ dgp, geometry: 'E2', d: 8, n: 1000, parameters: { alpha } });
      for (const code of columnsOf(codes)) {
        const keepsOrder = columnsOf(factors).map((z) => {
          const order = Array.from(z.keys()).sort((a, b) => z[a]! - z[b]!);
          return order.every((row, i) => i === 0 || code[row]! > code[order[i - 1]!]!);
        });
        expect(keepsOrder.filter(Boolean)).toHaveLength(1);
      }
    }
  });

  it('is linear at α = 0, whichever functions are named', () => {
    const [own, paper] = ['own', 'paper'].map((functions) => draw({ geometry: 'E2', parameters: { alpha: 0, functions } }));
    for (const code of columnsOf(own!.codes)) expect(affineSource(own!.factors, code).slope).toBeGreaterThan(0);
    expect([...paper!.codes.data]).toEqual([...own!.codes.data]);
  });

  it('refuses a strength outside [0, 1]', () =>
    expect(faultsOf({ geometry: 'E2', parameters: { alpha: 1.1 } })).toEqual(['alpha']));
});

describe('E3 and E7', () => {
  it.each([
    [5, 5, 10],
    [2, 2, 1],
    [12, 5, 100],
  ])('%i × %i: singular values fall linearly from 1 to 1/κ, κ = %d', (m, d, kappa) => {
    const values = singularValues(drawConditionedMatrix(new RandomStream('custodes/test', m), m, d, kappa)).sort((a, b) => b - a);
    expect(values).toHaveLength(d);
    values.forEach((value, k) => expect(value).toBeCloseTo(1 - ((1 - 1 / kappa) * k) / (d - 1), 12));
  });

  it.each([
    ['E3', 5],
    ['E7', 10],
  ])('%s spans the factors and nothing else', (geometry, m) => {
    const { codes } = draw({ geometry });
    const values = singularValues(codes).filter((value) => value > 1e-9);
    expect([codes.columns, values.length]).toEqual([m, 5]);
  });

  it('refuse sizes that are not theirs', () => {
    expect(faultsOf({ geometry: 'E3', m: 6 })).toEqual(['m']);
    expect(faultsOf({ geometry: 'E7', m: 5 })).toEqual(['m']);
    expect(faultsOf({ geometry: 'E3', d: 1 })).toEqual(['d']);
    expect(faultsOf({ geometry: 'E3', parameters: { kappa: 0.5 } })).toEqual(['kappa']);
  });
});

describe('E4', () => {
  it('keeps the last m factors in order', () => {
    const { factors, codes } = draw({ geometry: 'E4', m: 2 });
    expect(columnsOf(codes).map((code) => affineSource(factors, code).source)).toEqual([3, 4]);
  });

  it('must drop something and keep something', () => {
    expect(faultsOf({ geometry: 'E4', m: 5 })).toEqual(['m']);
    expect(faultsOf({ geometry: 'E4', m: 0 })).toContain('m');
  });
});

describe('E5 and E6', () => {
  it.each([6, 20])('E5 reads every factor at least once with m = %i', (m) => {
    const { factors, codes } = draw({ geometry: 'E5', m });
    const sources = columnsOf(codes).map((code) => affineSource(factors, code).source);
    expect(new Set(sources).size).toBe(5);
    expect(sources).toHaveLength(m);
  });

  it('need more codes than factors', () => {
    expect(faultsOf({ geometry: 'E5', m: 5 })).toEqual(['m']);
    expect(faultsOf({ geometry: 'E6', m: 5 })).toEqual(['m']);
  });
});

describe('E8', () => {
  it('k = 2: the pair gives the factor back on ±8', () => {
    const { factors, codes } = draw({ geometry: 'E8' });
    for (let g = 0; g < 5; g++) {
      const [sine, cosine] = [column(codes, 2 * g), column(codes, 2 * g + 1)];
      const back = [...sine].map((s, i) => (Math.atan2(s, cosine[i]!) * 8) / Math.PI);
      expect(columnsOf(factors).filter((z) => z.every((value, i) => Math.abs(value - back[i]!) < 1e-12))).toHaveLength(1);
    }
  });

  it.each([3, 10])('k = %i: each row shows each factor in exactly one code of its group, and none is empty', (k) => {
    const { factors, codes } = draw({ geometry: 'E8', n: 2000, parameters: { k } });
    for (let g = 0; g < 5; g++) {
      const group = Array.from({ length: k }, (_, i) => column(codes, k * g + i));
      const sums = Float64Array.from(group[0]!, (_, row) => group.reduce((sum, code) => sum + code[row]!, 0));
      expect(columnsOf(factors).some((z) => z.every((value, row) => value === sums[row]))).toBe(true);
      for (let row = 0; row < 2000; row++) expect(group.filter((code) => code[row] !== 0).length).toBeLessThanOrEqual(1);
      for (const code of group) expect(code.some((value) => value !== 0)).toBe(true);
    }
  });

  it('refuses other numbers of codes, and a frequency that would change nothing', () => {
    expect(faultsOf({ geometry: 'E8', m: 11 })).toEqual(['m']);
    expect(faultsOf({ geometry: 'E8', parameters: { k: 1 } })).toEqual(['k']);
    expect(faultsOf({ geometry: 'E8', parameters: { k: 3, frequency: 1 } })).toEqual(['frequency']);
    expect(faultsOf({ dgp: 'D3', geometry: 'E8', parameters: { r: 2, functions: 'paper' } })).toEqual(['functions']);
  });
});

describe('E9 and E10', () => {
  it.each(['E9', 'E10'])('%s does not depend on the factors, and is the same under every DGP', (geometry) => {
    const n = 20_000;
    const { factors, codes } = draw({ geometry, n, m: 8 });
    // Forty correlations of independent columns: five standard errors.
    expect(largestCorrelation(factors, codes)).toBeLessThan(5 / Math.sqrt(n));
    expect(largestCorrelation({ ...codes, columns: 4 }, { ...codes, columns: 4, data: codes.data.subarray(4 * n) })).toBeLessThan(
      5 / Math.sqrt(n),
    );
    expect([...draw({ dgp: 'D2', geometry, n, m: 8 }).codes.data]).toEqual([...codes.data]);
  });
});

describe('E11', () => {
  it('keeps all distances', () => {
    const { factors, codes } = draw({ geometry: 'E11' });
    const lengths = (matrix: Matrix) => toRows(matrix).map((row) => row.reduce((sum, value) => sum + value * value, 0));
    const before = lengths(factors);
    lengths(codes).forEach((value, i) => expect(value).toBeCloseTo(before[i]!, 10));
  });
});

describe('E12', () => {
  it.each(['D1', 'D4', 'D8'])('has the stated ratio of signal to noise under %s', (dgp) => {
    for (const snr of [0.5, 3]) {
      const { factors, codes } = draw({ dgp, geometry: 'E12', n: 20_000, parameters: { snr } });
      for (const code of columnsOf(codes)) {
        const strongest = Math.max(...columnsOf(factors).map((z) => correlationOf(z, code) ** 2));
        expect(strongest).toBeCloseTo(snr / (1 + snr), 1);
      }
    }
  });

  it('refuses factors without variance', () => {
    const parameters = { functions: 'paper', r: 2 };
    expect(faultsOf({ dgp: 'D3', geometry: 'E12', parameters })).toEqual(['snr']);
  });
});

describe('E13', () => {
  it('gives every factor a direction of length 1 in fewer dimensions', () => {
    const unit = { rows: 5, columns: 5, data: Float64Array.from({ length: 25 }, (_, k) => (k % 6 === 0 ? 1 : 0)) };
    const { geometry, d, m, geometryParameters: parameters, model } = resolveCell({ dgp: 'D1', geometry: 'E13', n: 5, d: 5 });
    const directions = toRows(geometry.encode(unit, new RandomStream('custodes/test'), { d, m, parameters, model }));
    expect(directions[0]).toHaveLength(2);
    for (const direction of directions) expect(direction.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 12);
    expect(faultsOf({ geometry: 'E13', m: 5 })).toEqual(['m']);
  });
});

describe('E14', () => {
  it('mixes all factors, and not linearly', () => {
    const { factors, codes } = draw({ geometry: 'E14', n: 20_000 });
    for (const code of columnsOf(codes)) {
      const shares = columnsOf(factors).map((z) => correlationOf(z, code) ** 2);
      expect(shares.filter((share) => share > 1e-3).length).toBeGreaterThanOrEqual(3);
      expect(shares.reduce((a, b) => a + b)).toBeLessThan(0.995);
    }
  });
});

it('unknown names are refused', () => {
  expect(() => findGeometry('E15')).toThrow(InputError);
});
