import { DGPS } from './dgps/catalogue.ts';
import { GEOMETRIES } from './geometries/catalogue.ts';
import type { Parameter } from './parameters.ts';

/** A parameter, and the DGPs and geometries that have it: it means the same to all of them. */
export interface OwnedParameter {
  readonly owners: readonly string[];
  readonly parameter: Parameter;
}

/** Every parameter of every DGP and geometry, by name. */
export function listParameters(): ReadonlyMap<string, OwnedParameter> {
  const owned = [...DGPS, ...GEOMETRIES].flatMap(({ id, parameters }) => parameters.map((parameter) => ({ id, parameter })));
  const byName = Map.groupBy(owned, ({ parameter }) => parameter.name);
  return new Map(
    [...byName].map(([name, uses]) => [name, { owners: uses.map(({ id }) => id), parameter: uses[0]!.parameter }] as const),
  );
}
