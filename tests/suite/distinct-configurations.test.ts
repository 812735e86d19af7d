/**
 * The released suite dropped parameters silently: panels of a sweep were bit-identical. Here every configuration of a grid is drawn and
 * hashed; two that differ may share bits only where that is meant.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/input-error.ts';
import type { Matrix } from '../../src/core/matrix.ts';
import { configurationOf, drawCell, resolveCell, type Cell, type CellRequest } from '../../src/suite/cell.ts';
import { DGPS } from '../../src/suite/dgps/catalogue.ts';
import { GEOMETRIES } from '../../src/suite/geometries/catalogue.ts';
import type { Parameter, ParameterValues } from '../../src/suite/parameters.ts';

const SIZE = { n: 60, d: 6 };

/** Values beside the default, for every number that the suite takes: a new parameter must be added here, or the test fails. */
const OTHER_VALUES: Readonly<Record<string, readonly number[]>> = {
  rho: [-0.1, 0, 0.75],
  r: [2],
  noise: [0.3],
  levels: [2, 6],
  edge_probability: [0.2, 1],
  explained: [0.75],
  active: [0.55, 1],
  shift: [3],
  alpha: [0, 0.25],
  kappa: [1, 100],
  k: [3, 5],
  frequency: [0.5, 1],
  snr: [0.5, 10],
  depth: [1, 4],
};
const CODE_COUNTS = [1, 2, 4, 9, 13];

function valuesOf(parameter: Parameter): readonly (number | string)[] {
  if (parameter.type === 'choice') return parameter.choices;
  return [parameter.default, ...OTHER_VALUES[parameter.name]!];
}

/** Every combination of the values of the parameters. */
function combine(parameters: readonly Parameter[]): ParameterValues[] {
  return parameters.reduce<ParameterValues[]>(
    (grid, parameter) => grid.flatMap((values) => valuesOf(parameter).map((value) => ({ ...values, [parameter.name]: value }))),
    [{}],
  );
}

function resolveIfAllowed(request: CellRequest): Cell[] {
  try {
    return [resolveCell(request)];
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}

/** All parameters of every geometry combined, under every DGP at its defaults and with each of its parameters changed on its own. */
function wholeGrid(): Cell[] {
  const cells = new Map<string, Cell>();
  for (const dgp of DGPS) {
    const settings = [{}, ...dgp.parameters.flatMap((one) => valuesOf(one).map((value) => ({ [one.name]: value })))];
    for (const geometry of GEOMETRIES)
      for (const own of combine(geometry.parameters))
        for (const other of settings)
          for (const m of [undefined, ...CODE_COUNTS]) {
            const request = { dgp: dgp.id, geometry: geometry.id, ...SIZE, parameters: { ...own, ...other } };
            for (const cell of resolveIfAllowed(m === undefined ? request : { ...request, m }))
              cells.set(JSON.stringify(configurationOf(cell)), cell);
          }
  }
  return [...cells.values()];
}

function digestOf(...matrices: readonly Matrix[]): string {
  const hash = sha256.create();
  for (const { rows, columns, data } of matrices)
    hash.update(Uint8Array.of(rows, columns)).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return bytesToHex(hash.digest());
}

/** Configurations that are meant to share bits. Each must occur. */
interface IntendedEquality {
  readonly why: string;
  /** What they share: the codes, or factors and codes. */
  readonly shares: 'codes' | 'factors and codes';
  holds(a: Cell, b: Cell): boolean;
}

function sameText(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether the factors that follow from others are among the first, which are dropped. */
function keepsNoRedundant({ dgp, dgpParameters, d, m }: Cell): boolean {
  const sources = { D3: 1, D4: 2 }[dgp.id];
  return sources !== undefined && sources + Number(dgpParameters['r']) <= d - m;
}

const INTENDED: readonly IntendedEquality[] = [
  {
    why: 'noise knows nothing of the factors',
    shares: 'codes',
    holds: (a, b) => a.truth.noise === 'pure' && a.geometry === b.geometry && a.m === b.m,
  },
  {
    why: 'at α = 0 codes are linear, whichever functions are named',
    shares: 'factors and codes',
    holds: (a, b) =>
      a.geometry.id === 'E2' &&
      b.geometry.id === 'E2' &&
      a.geometryParameters['alpha'] === 0 &&
      b.geometryParameters['alpha'] === 0 &&
      a.dgp === b.dgp &&
      sameText(a.dgpParameters, b.dgpParameters),
  },
  {
    why: 'what changes a dropped factor only does not change the codes',
    shares: 'codes',
    holds: (a, b) =>
      a.geometry.id === 'E4' && b.geometry.id === 'E4' && a.m === b.m && a.dgp === b.dgp && [a, b].every(keepsNoRedundant),
  },
];

describe('configurations that differ', () => {
  const grid = wholeGrid().map((cell) => {
    const { factors, codes } = drawCell(cell, 0);
    return { cell, codes: digestOf(codes), joint: digestOf(factors, codes) };
  });
  const name = (cell: Cell) => JSON.stringify(configurationOf(cell));

  it('cover every parameter of every DGP and geometry', () => {
    expect(grid.length).toBeGreaterThan(1000);
  });

  /** Pairs of configurations with the same bits, and why they may have them. */
  function pairsWithEqual(field: 'codes' | 'joint') {
    return [...Map.groupBy(grid, (entry) => entry[field]).values()].flatMap(([first, ...rest]) =>
      rest.map(({ cell }) => {
        const reasons = INTENDED.filter(({ shares }) => shares === 'factors and codes' || field === 'codes');
        return { pair: [name(first!.cell), name(cell)], reason: reasons.find(({ holds }) => holds(first!.cell, cell))?.why };
      }),
    );
  }

  it.each(['codes', 'joint'] as const)('share %s only where that is meant', (field) => {
    expect(pairsWithEqual(field).filter(({ reason }) => reason === undefined)).toEqual([]);
  });

  it('share bits wherever that is meant', () => {
    expect(new Set(pairsWithEqual('codes').map(({ reason }) => reason))).toEqual(new Set(INTENDED.map(({ why }) => why)));
    expect(new Set(pairsWithEqual('joint').map(({ reason }) => reason))).toEqual(
      new Set(INTENDED.filter(({ shares }) => shares === 'factors and codes').map(({ why }) => why)),
    );
  });
});
