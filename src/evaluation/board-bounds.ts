/** Roles of the baseline rows that say what needs no learning, weakest first. */
export const FLOOR_ROLES = ['permuted', 'untrained', 'linear'] as const;

/** Roles of the baseline rows that were given the answer. */
export const CEILING_ROLES = ['supervised', 'oracle'] as const;

export type BoundRole = (typeof FLOOR_ROLES)[number] | (typeof CEILING_ROLES)[number];

/** Mean primary score of each baseline row of a board, and the two numbers that are printed beside every score. */
export interface BoardBounds {
  readonly roles: Readonly<Partial<Record<BoundRole, number>>>;
  /** Best of the floor rows: what permuted codes, an untrained network, or raw observations reach. Null without such a row. */
  readonly floor: number | null;
  /** Best of the ceiling rows. Null without such a row. */
  readonly ceiling: number | null;
}

function highest(roles: BoardBounds['roles'], names: readonly BoundRole[]): number | null {
  const values = names.flatMap((name) => roles[name] ?? []);
  return values.length === 0 ? null : Math.max(...values);
}

/** Floors and ceiling of a board from its baseline rows; of several rows with one role the best counts. */
export function findBoardBounds(baselines: readonly { readonly role: BoundRole; readonly mean: number | null }[]): BoardBounds {
  const roles: Partial<Record<BoundRole, number>> = {};
  for (const { role, mean } of baselines) if (mean !== null) roles[role] = Math.max(mean, roles[role] ?? -Infinity);
  return { roles, floor: highest(roles, FLOOR_ROLES), ceiling: highest(roles, CEILING_ROLES) };
}

/** Where a score lies between floor (0) and ceiling (1), not clipped; null where either is missing or nothing lies between. */
export function relateToBounds(score: number, { floor, ceiling }: BoardBounds): number | null {
  return floor === null || ceiling === null || ceiling <= floor ? null : (score - floor) / (ceiling - floor);
}
