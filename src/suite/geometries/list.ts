// Generated from the folders beside this file; to change it: npm run -s lists
import type { Geometry } from './geometry.ts';
import { permutationScale } from './permutation-scale/index.ts';
import { elementwiseNonlinear } from './elementwise-nonlinear/index.ts';
import { matchedLinear } from './dense-linear/index.ts';
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

/** Identifiers of all geometries. */
export type GeometryId = 'E1' | 'E2' | 'E3' | 'E4' | 'E5' | 'E6' | 'E7' | 'E8' | 'E9' | 'E10' | 'E11' | 'E12' | 'E13' | 'E14';

/** Every encoder geometry of the suite. */
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
