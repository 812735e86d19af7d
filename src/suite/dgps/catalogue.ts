import { InputError } from '../../core/input-error.ts';
import type { Dgp } from './dgp.ts';
import { DGPS } from './list.ts';

export { DGPS, type DgpId } from './list.ts';

/** @throws InputError for an unknown name */
export function findDgp(id: string): Dgp {
  const dgp = DGPS.find((candidate) => candidate.id === id);
  if (dgp !== undefined) return dgp;
  throw new InputError({
    path: 'dgp',
    rule: `"${id}" is not a DGP`,
    fix: `choose from ${DGPS.map((known) => known.id).join(', ')}`,
  });
}
