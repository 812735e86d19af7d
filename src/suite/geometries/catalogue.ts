import { InputError } from '../../core/input-error.ts';
import type { Geometry } from './geometry.ts';
import { GEOMETRIES } from './list.ts';

export { GEOMETRIES, type GeometryId } from './list.ts';

/** @throws InputError for an unknown name */
export function findGeometry(id: string): Geometry {
  const geometry = GEOMETRIES.find((candidate) => candidate.id === id);
  if (geometry !== undefined) return geometry;
  throw new InputError({
    path: 'geometry',
    rule: `"${id}" is not a geometry`,
    fix: `choose from ${GEOMETRIES.map((known) => known.id).join(', ')}`,
  });
}
