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

it('prints the condition number of every layer of a network', () => {
  const { names, rows } = instanceParameters(findTrack('contrastive-box'));
  const column = names.indexOf('mixing layers condition number');
  for (const row of rows) {
    const values = row[column]!.split(', ').map(Number);
    expect(values).toHaveLength(3);
    for (const value of values) expect(value >= 1.5 && value <= 3).toBe(true);
  }
});

it('names what all instances share once', () => {
  const { common } = instanceParameters(findTrack('contrastive-box'));
  expect(Object.fromEntries(common)).toMatchObject({ d: '5', 'positive family': 'laplace' });
});
