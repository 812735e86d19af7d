import { describe, expect, it } from 'vitest';
import { DGPS } from './dgps/catalogue.ts';
import { GEOMETRIES } from './geometries/catalogue.ts';
import { listParameters } from './parameter-list.ts';

describe('listParameters', () => {
  it('names every parameter of every owner, and a name means the same to all owners', () => {
    for (const { id, parameters } of [...DGPS, ...GEOMETRIES])
      for (const parameter of parameters) {
        const listed = listParameters().get(parameter.name)!;
        expect(listed.owners).toContain(id);
        expect(listed.parameter, parameter.name).toEqual(parameter);
      }
  });
});

it('no two DGPs or geometries have the same id', () => {
  const ids = [...DGPS, ...GEOMETRIES].map(({ id }) => id);
  expect(new Set<string>(ids).size).toBe(ids.length);
});
