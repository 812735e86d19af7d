import { expect, it } from 'vitest';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { instanceParameters } from './instance-parameters.ts';

it('lists what differs between instances, and leaves weights out', () => {
  const track = findTrack('linear-ica');
  const { names, rows } = instanceParameters(track);
  expect(rows).toHaveLength(track.instanceCount);
  expect(names).toContain('d');
  expect(names).toContain('source family');
  expect(names).toContain('mixing condition number');
  expect(names.some((name) => name.includes('matrix'))).toBe(false);
  expect(new Set(rows.map((row) => row[names.indexOf('d')]))).toEqual(new Set(['5', '10']));
});

it('names what all instances share once', () => {
  const { common } = instanceParameters(findTrack('contrastive-box'));
  expect(Object.fromEntries(common)).toMatchObject({ d: '5', 'positive family': 'laplace' });
});
