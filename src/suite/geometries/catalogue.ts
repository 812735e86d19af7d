import { InputError } from '../../core/input-error.ts';
import { additiveNoise } from './additive-noise.ts';
import { matchedLinear, overcompleteLinear } from './dense-linear.ts';
import { disjointGroups } from './disjoint-groups.ts';
import { elementwiseNonlinear } from './elementwise-nonlinear.ts';
import type { Geometry } from './geometry.ts';
import { gaussianNoise, uniformNoise } from './noise-codes.ts';
import { overcompleteCopies, overcompleteNonlinear } from './overcomplete-separate.ts';
import { permutationScale } from './permutation-scale.ts';
import { randomRotation } from './random-rotation.ts';
import { superposition } from './superposition.ts';
import { undercomplete } from './undercomplete.ts';
import { untrainedNetwork } from './untrained-network.ts';

/** Every encoder geometry of the suite. The first ten are those of Joshi et al. 2026. */
export const GEOMETRIES: readonly Geometry[] = [
  permutationScale,
  elementwiseNonlinear,
  matchedLinear,
  undercomplete,
  overcompleteCopies,
  overcompleteNonlinear,
  overcompleteLinear,
  disjointGroups,
  gaussianNoise,
  uniformNoise,
  randomRotation,
  additiveNoise,
  superposition,
  untrainedNetwork,
];

/** @throws InputError for an unknown name */
export function findGeometry(id: string): Geometry {
  const geometry = GEOMETRIES.find((candidate) => candidate.id === id);
  if (geometry !== undefined) return geometry;
  const known = GEOMETRIES.map((candidate) => candidate.id).join(', ');
  throw new InputError({ path: 'encoder', rule: `"${id}" is not a geometry`, fix: `choose from ${known}` });
}
