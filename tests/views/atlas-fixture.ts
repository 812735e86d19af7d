import type { AtlasCell } from '../../src/evaluation/atlas-document.ts';

/** A cell of the atlas for the tests of view models. */
export function createAtlasCell(changes: Partial<AtlasCell> = {}): AtlasCell {
  return {
    table: 'base',
    metric: 'r2',
    part: 'score',
    dgp: 'D1',
    geometry: 'E3',
    n: 1000,
    d: 5,
    m: 5,
    parameters: {},
    seeds: 20,
    mean: 1,
    lower: 1,
    upper: 1,
    verdict: 'calibrated',
    paperVerdict: 'false-positive',
    largeSampleValue: null,
    ...changes,
  };
}
