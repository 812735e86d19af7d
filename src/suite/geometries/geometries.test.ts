import { describe, expect, it } from 'vitest';
import { draw, faultsOf } from '../../../tests/suite/support/geometry-draws.ts';
import { InputError } from '../../core/input-error.ts';
import { column } from '../../core/matrix.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { configurationOf, resolveCell } from '../cell.ts';
import { DGPS } from '../dgps/catalogue.ts';
import { LARGEST_CODE } from '../scalar-functions.ts';
import { findGeometry, GEOMETRIES } from './catalogue.ts';
import type { GeometryVariant } from './geometry.ts';

describe('every geometry', () => {
  const pairs = DGPS.flatMap((dgp) => GEOMETRIES.map((geometry) => [dgp.id, geometry.id] as const));

  it.each(pairs)('%s × %s: m columns of finite codes within 10⁶, first rows whatever n', (dgp, geometry) => {
    const { codes, cell } = draw({ dgp, geometry, n: 2000 });
    expect([codes.rows, codes.columns]).toEqual([2000, cell.m]);
    for (const code of codes.data) if (!(Math.abs(code) <= LARGEST_CODE)) expect.fail(`${code}`);
    const short = draw({ dgp, geometry, n: 7 }).codes;
    for (let i = 0; i < cell.m; i++) expect([...column(short, i)]).toEqual([...column(codes, i).subarray(0, 7)]);
  });

  it.each(GEOMETRIES)('$id takes the numbers of codes that it says', ({ id, codes, codesPerFactor, parameters }) => {
    const sizes = [2, 3, 5, 8].flatMap((d) => Array.from({ length: 3 * d }, (_, i) => ({ d, m: i + 1 })));
    const given = parameters.find(({ name }) => name === codesPerFactor)?.default;
    for (const { d, m } of sizes) {
      const allowed = { fixed: m === (given === undefined ? d : d * Number(given)), under: m < d, over: m > d, free: true }[
        codes
      ];
      expect({ d, m, faults: faultsOf({ geometry: id, d, m }) }).toEqual({ d, m, faults: allowed ? [] : ['m'] });
    }
    if (codesPerFactor === undefined) return;
    for (const count of [2, 3, 7])
      expect(resolveCell({ dgp: 'D1', geometry: id, n: 10, d: 4, parameters: { [codesPerFactor]: count } }).m).toBe(4 * count);
  });

  it.each(GEOMETRIES)('$id relates codes to factors as it says', ({ id, relation, paperTarget }) => {
    const { truth } = resolveCell({ dgp: 'D1', geometry: id, n: 10, d: 6 });
    const kept = truth.recoveries.filter((_, j) => !truth.dropped.includes(j));
    const found = {
      noise: truth.noise,
      mixed: truth.mixed,
      duplicated: truth.duplicated,
      recoveries: [...new Set(kept)],
      flexible: truth.decodabilities.includes('function'),
    };
    const any: unknown = expect.any(Boolean);
    expect(found).toMatchObject(
      {
        'elementwise-affine': { noise: 'none', mixed: false, recoveries: ['affine'] },
        'elementwise-monotone': { noise: 'none', mixed: false, recoveries: ['monotone'] },
        groups: { noise: 'none', mixed: false, duplicated: true },
        'linear-entangled': { noise: 'none', mixed: true, recoveries: ['none'], flexible: false },
        'nonlinear-entangled': { noise: 'none', mixed: true, recoveries: ['none'], flexible: true },
        noisy: { noise: 'additive', mixed: any },
        null: { noise: 'pure', mixed: false, recoveries: [] },
      }[relation],
    );
    expect(paperTarget === 'null').toBe(relation === 'null');
  });

  it.each(GEOMETRIES)('$id has variants that differ from its defaults', ({ id, variants = [] }) => {
    const request = { dgp: 'D1', geometry: id, n: 10, d: 5 };
    const cells = [{}, ...variants].map(({ parameters, codes }: GeometryVariant) =>
      configurationOf(resolveCell({ ...request, ...(parameters && { parameters }), ...(codes && { m: codes(5) }) })),
    );
    expect(new Set(cells.map((cell) => JSON.stringify(cell))).size).toBe(cells.length);
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

it('unknown names are refused', () => {
  expect(() => findGeometry('E0')).toThrow(InputError);
});

it('the paper has ten encoders', () => {
  expect(GEOMETRIES.filter(({ inPaper }) => inPaper).map(({ id }) => id)).toEqual(
    Array.from({ length: 10 }, (_, k) => `E${k + 1}`),
  );
});
