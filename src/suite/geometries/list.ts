// Written by `npm run -s lists`. New folders come last; the order of these lines may be changed by hand.
import type { Geometry } from './geometry.ts';
import { permutationScale } from './permutation-scale/index.ts';
import { elementwiseNonlinear } from './elementwise-nonlinear/index.ts';
import { denseLinear } from './dense-linear/index.ts';
import { undercomplete } from './undercomplete/index.ts';
import { overcompleteCopies } from './overcomplete-copies/index.ts';
import { overcompleteNonlinear } from './overcomplete-nonlinear/index.ts';
import { overcompleteLinear } from './overcomplete-linear/index.ts';
import { disjointGroups } from './disjoint-groups/index.ts';
import { gaussianNoise } from './gaussian-noise/index.ts';
import { uniformNoise } from './uniform-noise/index.ts';
import { randomRotation } from './random-rotation/index.ts';
import { additiveNoise } from './additive-noise/index.ts';
import { superposition } from './superposition/index.ts';
import { untrainedNetwork } from './untrained-network/index.ts';

/** Ids of all geometries. */
export type GeometryId = (
  | typeof permutationScale
  | typeof elementwiseNonlinear
  | typeof denseLinear
  | typeof undercomplete
  | typeof overcompleteCopies
  | typeof overcompleteNonlinear
  | typeof overcompleteLinear
  | typeof disjointGroups
  | typeof gaussianNoise
  | typeof uniformNoise
  | typeof randomRotation
  | typeof additiveNoise
  | typeof superposition
  | typeof untrainedNetwork
)['id'];

/** Every encoder geometry of the suite. */
export const GEOMETRIES: readonly Geometry<GeometryId>[] = [
  permutationScale,
  elementwiseNonlinear,
  denseLinear,
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
