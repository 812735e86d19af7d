import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { InputError } from '../core/input-error.ts';
import type { Matrix } from '../core/matrix.ts';
import { configurationOf, drawCell, resolveCell, type CellRequest } from './cell.ts';
import { DGPS } from './dgps/catalogue.ts';
import { GEOMETRIES } from './geometries/catalogue.ts';
import type { Parameter, ParameterValues } from './parameters.ts';

function digestOf(...matrices: readonly Matrix[]): string {
  const hash = sha256.create();
  for (const { rows, columns, data } of matrices)
    hash.update(Uint8Array.of(rows, columns)).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return bytesToHex(hash.digest());
}

/** Another allowed value of a parameter. Throws where the range is too odd to guess one: then name it here. */
function anotherValue(parameter: Parameter): number | string {
  if (parameter.type === 'choice') return parameter.choices.find((choice) => choice !== parameter.default)!;
  if (parameter.type === 'integer') return parameter.default + 1;
  const { maximum = Infinity, below = Infinity } = parameter;
  const higher = parameter.default + 0.25;
  return higher <= maximum && higher < below ? higher : parameter.default - 0.25;
}

/** The defaults, and each parameter changed on its own. */
function parameterGrid(parameters: readonly Parameter[]): ParameterValues[] {
  return [{}, ...parameters.map((parameter) => ({ [parameter.name]: anotherValue(parameter) }))];
}

/** Every DGP and geometry with every parameter changed on its own, and other numbers of codes where they are free. */
function wholeGrid(): CellRequest[] {
  const size = { n: 60, d: 6 };
  return DGPS.flatMap((dgp) =>
    GEOMETRIES.flatMap((geometry) => {
      const base = { dgp: dgp.id, geometry: geometry.id, ...size };
      const settings = [
        ...parameterGrid(dgp.parameters).flatMap((a) => parameterGrid(geometry.parameters).map((b) => ({ ...a, ...b }))),
      ];
      const requests: CellRequest[] = settings.map((parameters) => ({ ...base, parameters }));
      for (const m of [2, 4, 9, 13]) {
        try {
          resolveCell({ ...base, m });
          requests.push({ ...base, m });
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }
      return requests;
    }),
  );
}

describe('configurations that differ', () => {
  const drawn = new Map<string, { joint: string; codes: string; losesFactors: boolean }>();
  for (const request of wholeGrid()) {
    const cell = resolveCell(request);
    const { factors, codes } = drawCell(cell, 0);
    const record = { joint: digestOf(factors, codes), codes: digestOf(codes), losesFactors: cell.truth.dropped.length > 0 };
    drawn.set(JSON.stringify(configurationOf(cell)), record);
  }

  it('cover the grid', () => {
    expect(drawn.size).toBeGreaterThan(500);
  });

  it('differ from the defaults in every parameter: none is dropped', () => {
    const defaults = resolveCell({ dgp: 'D2', geometry: 'E3', n: 60, d: 6 });
    const changed = resolveCell({ dgp: 'D2', geometry: 'E3', n: 60, d: 6, parameters: { rho: 0.75 } });
    const jointOf = (cell: typeof defaults) => drawn.get(JSON.stringify(configurationOf(cell)))!.joint;
    expect(jointOf(changed)).not.toBe(jointOf(defaults));
  });

  it('never give bit-identical factors and codes', () => {
    const owners = new Map<string, string>();
    for (const [configuration, { joint }] of drawn) {
      expect(owners.get(joint) ?? configuration).toBe(configuration);
      owners.set(joint, configuration);
    }
  });

  it('share codes only where a factor that differs is dropped, as all are by noise', () => {
    const owners = new Map<string, string>();
    for (const [configuration, { codes, losesFactors }] of drawn) {
      if (losesFactors) continue;
      expect(owners.get(codes) ?? configuration).toBe(configuration);
      owners.set(codes, configuration);
    }
  });
});

describe('a request', () => {
  const request = { dgp: 'D2', geometry: 'E3', n: 10, d: 5 };

  it('is filled in with defaults', () => {
    expect(configurationOf(resolveCell(request))).toEqual({
      dgp: { id: 'D2', parameters: { rho: 0.5 } },
      geometry: { id: 'E3', parameters: { kappa: 10 } },
      n: 10,
      d: 5,
      m: 5,
    });
  });

  it('hands a parameter that both have to both', () => {
    const cell = resolveCell({ dgp: 'D3', geometry: 'E2', n: 10, d: 5, parameters: { functions: 'paper' } });
    expect([cell.dgpParameters['functions'], cell.geometryParameters['functions']]).toEqual(['paper', 'paper']);
  });

  it.each<[string, Partial<CellRequest>]>([
    ['shift', { parameters: { shift: 1 } }],
    ['rho', { parameters: { rho: 1 } }],
    ['rho', { parameters: { rho: -0.3 } }],
    ['n', { n: 0 }],
    ['d', { d: 2.5 }],
    ['m', { m: 7 }],
    ['dgp', { dgp: 'D0' }],
    ['encoder', { geometry: 'X' }],
  ])('names %s in a fault and drops nothing: %j', (path, change) => {
    expect(() => resolveCell({ ...request, ...change })).toThrow(InputError);
    try {
      resolveCell({ ...request, ...change });
    } catch (error) {
      expect((error as InputError).faults.map((fault) => fault.path)).toContain(path);
    }
  });
});
