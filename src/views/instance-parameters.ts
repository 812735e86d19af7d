import type { Track } from '../suite/tracks/track.ts';

/** Parameters of a track's instances as a table. */
export interface InstanceParameterTable {
  /** Name and value of what all instances share. */
  readonly common: readonly (readonly [string, string])[];
  /** Names of what differs. */
  readonly names: readonly string[];
  /** One row per instance, one value per name. */
  readonly rows: readonly (readonly string[])[];
}

const SIGNIFICANT_DIGITS = 3;

function words(name: string): string {
  return name.replaceAll('_', ' ');
}

function format(value: string | number): string {
  return typeof value === 'string' || Number.isInteger(value) ? String(value) : value.toPrecision(SIGNIFICANT_DIGITS);
}

/** What the layers of a network have in common, each a list of one value a layer. */
function layerLeaves(layers: readonly unknown[], path: readonly string[]): [string, string][] {
  const byName = Map.groupBy(
    layers.flatMap((layer) => leaves(layer, path)),
    ([name]) => name,
  );
  return [...byName].map(([name, values]) => [name, values.map(([, value]) => value).join(', ')]);
}

/**
 * Words and numbers of a parameter tree by their path, one of a list of layers for each layer; weights, which are lists of numbers,
 * are left to the data export.
 */
function leaves(value: unknown, path: readonly string[] = []): [string, string][] {
  if (typeof value === 'string' || typeof value === 'number') return [[path.map(words).join(' '), format(value)]];
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value))
    return value.some((entry) => typeof entry !== 'object' || Array.isArray(entry)) ? [] : layerLeaves(value, path);
  return Object.entries(value).flatMap(([name, child]) => leaves(child, [...path, name]));
}

/** Main parameters that every instance has, split into what is common to all and what is not. */
export function instanceParameters(track: Track): InstanceParameterTable {
  const instances = Array.from(
    { length: track.instanceCount },
    (_, i) => new Map(leaves(track.createInstance(i, 'main').parameters)),
  );
  const names = [...instances[0]!.keys()].filter((name) => instances.every((parameters) => parameters.has(name)));
  const isCommon = (name: string) => instances.every((parameters) => parameters.get(name) === instances[0]!.get(name));
  const differing = names.filter((name) => !isCommon(name));
  return {
    common: names.filter(isCommon).map((name) => [name, instances[0]!.get(name)!]),
    names: differing,
    rows: instances.map((parameters) => differing.map((name) => parameters.get(name)!)),
  };
}
