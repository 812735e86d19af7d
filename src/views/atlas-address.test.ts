import { expect, it } from 'vitest';
import { atlasPath, DEFAULT_VIEW, formatAtlasView, parseAtlasView, type AtlasView } from './atlas-address.ts';

it('reads back what it writes', () => {
  const view: AtlasView = {
    regime: 'variants',
    target: 'paper',
    verdict: 'false-positive',
    claim: 'modular',
    metric: 'r2',
    dgp: 'D3',
    geometry: 'E8',
    setting: 'frequency 1',
  };
  expect(parseAtlasView(`?${formatAtlasView(view)}`)).toEqual(view);
});

it('leaves defaults out, so that the plain page has a plain address', () => {
  expect(atlasPath(DEFAULT_VIEW)).toBe('atlas/');
  expect(atlasPath({ regime: 'n-100' })).toBe('atlas/?regime=n-100');
  expect(parseAtlasView('')).toEqual(DEFAULT_VIEW);
});

it('takes any other target for the claim', () => {
  expect(parseAtlasView('?target=truth').target).toBe('claim');
});
