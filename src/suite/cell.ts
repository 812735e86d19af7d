import type { Fault } from '../core/input-error.ts';
import type { Matrix } from '../core/matrix.ts';
import { RandomStream } from '../core/random/stream.ts';
import { findDgp } from './dgps/catalogue.ts';
import type { Dgp, FactorModel } from './dgps/dgp.ts';
import { findGeometry } from './geometries/catalogue.ts';
import type { Geometry, GeometrySetting } from './geometries/geometry.ts';
import { findParameterFaults, throwFaults, withDefaults, type ParameterValues } from './parameters.ts';
import { deriveTruth, type Truth } from './truth.ts';

/** Root of every stream of the stress-test suite. */
const DOMAIN = 'custodes/stress';

/** What someone asks for: a DGP, a geometry, sizes, and parameters of either by name. */
export interface CellRequest {
  readonly dgp: string;
  readonly geometry: string;
  readonly n: number;
  readonly d: number;
  /** Number of codes; the geometry's own where left out. */
  readonly m?: number;
  readonly parameters?: ParameterValues;
}

/** A checked request with everything filled in. */
export interface Cell {
  readonly dgp: Dgp;
  readonly geometry: Geometry;
  readonly n: number;
  readonly d: number;
  readonly m: number;
  readonly dgpParameters: ParameterValues;
  readonly geometryParameters: ParameterValues;
  readonly model: FactorModel;
  readonly truth: Truth;
}

function findSizeFaults({ n, d, m }: CellRequest): Fault[] {
  return Object.entries({ n, d, m: m ?? 1 }).flatMap(([path, value]) =>
    Number.isInteger(value) && value >= 1 ? [] : [{ path, rule: `is ${value}`, fix: 'give a whole number of at least 1' }],
  );
}

function findUnknownParameters(dgp: Dgp, geometry: Geometry, given: ParameterValues): Fault[] {
  const known = [...dgp.parameters, ...geometry.parameters].map(({ name }) => name);
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      path: name,
      rule: `is no parameter of ${dgp.id} or ${geometry.id}`,
      fix: known.length === 0 ? 'leave it out: they have none' : `leave it out, or give ${known.join(', ')}`,
    }));
}

/**
 * Checks a request and fills in defaults. A parameter that neither DGP nor geometry has is a fault, never dropped.
 *
 * @throws InputError with every fault found
 */
export function resolveCell(request: CellRequest): Cell {
  const dgp = findDgp(request.dgp);
  const geometry = findGeometry(request.geometry);
  const given = request.parameters ?? {};
  throwFaults([
    ...findSizeFaults(request),
    ...findUnknownParameters(dgp, geometry, given),
    ...findParameterFaults([...dgp.parameters, ...geometry.parameters], given),
  ]);
  const { n, d } = request;
  const dgpParameters = withDefaults(dgp.parameters, given);
  throwFaults(dgp.findFaults(dgpParameters, d));
  const geometryParameters = withDefaults(geometry.parameters, given);
  const model = dgp.describeFactors(dgpParameters, d);
  const setting = { d, m: request.m ?? geometry.defaultCodeCount(d, geometryParameters), parameters: geometryParameters, model };
  throwFaults(geometry.findFaults(setting));
  const truth = deriveTruth(geometry.describeEncoding(setting), model);
  return { dgp, geometry, n, d, m: setting.m, dgpParameters, geometryParameters, model, truth };
}

/** The cell as plain data: two cells with the same configuration are the same cell. */
export function configurationOf({ dgp, geometry, n, d, m, dgpParameters, geometryParameters }: Cell): {
  readonly dgp: { readonly id: string; readonly parameters: ParameterValues };
  readonly geometry: { readonly id: string; readonly parameters: ParameterValues };
  readonly n: number;
  readonly d: number;
  readonly m: number;
} {
  return {
    dgp: { id: dgp.id, parameters: dgpParameters },
    geometry: { id: geometry.id, parameters: geometryParameters },
    n,
    d,
    m,
  };
}

/** One draw of a cell: n × d factors and n × m codes. The first rows do not depend on n. */
export function drawCell(cell: Cell, seed: number | string): { readonly factors: Matrix; readonly codes: Matrix } {
  const { dgp, geometry, n, d, m, dgpParameters, geometryParameters, model } = cell;
  const factors = dgp.draw(new RandomStream(DOMAIN, seed, 'dgp', dgp.id), n, d, dgpParameters);
  const setting: GeometrySetting = { d, m, parameters: geometryParameters, model };
  const codes = geometry.encode(factors, new RandomStream(DOMAIN, seed, 'encoder', geometry.id), setting);
  return { factors, codes };
}
