import { RandomStream } from '../../src/core/random/stream.ts';
import type { BaselineRole } from '../../src/registry/reference-rows.ts';
import { TRACKS } from '../../src/suite/tracks/catalogue.ts';

/** One method with its versions: each version has a record on each of the tracks. */
export interface PlannedMethod {
  readonly slug: string;
  readonly title: string;
  readonly versions: number;
  readonly tracks: readonly string[];
  readonly baseline?: BaselineRole;
  /** Share of the way from floor to ceiling that the last version's scores come. */
  readonly quality: number;
}

/** Every method competes on so many tracks, in so many versions: the newest is on the board, the older have pages. */
const TRACKS_PER_METHOD = 3;
const VERSIONS = 2;

const BASELINES: Readonly<Record<BaselineRole, number>> = { permuted: 0, untrained: 0.1, linear: 0.2, supervised: 1, oracle: 1 };

const NAMES = ['Contrastive', 'Variational', 'Sparse', 'Temporal', 'Causal', 'Spectral', 'Kernel', 'Adversarial'] as const;
const KINDS = ['autoencoder', 'flow', 'component analysis', 'dictionary', 'encoder', 'unmixing'] as const;

/** Methods that make `records` records: the five baselines on every track, then methods on three tracks each. */
export function planMethods(records: number): PlannedMethod[] {
  const ids = TRACKS.map(({ id }) => id);
  const methods: PlannedMethod[] = Object.entries(BASELINES).map(([role, quality]) => ({
    slug: `synthetic-${role}`,
    title: `Baseline ${role}`,
    versions: 1,
    tracks: ids,
    baseline: role as BaselineRole,
    quality,
  }));
  let left = records - methods.length * ids.length;
  for (let i = 0; left > 0; i++) {
    const stream = new RandomStream('custodes/synthetic registry', 'method', i);
    const tracks = [0, 1, 2].slice(0, Math.min(TRACKS_PER_METHOD, left)).map((k) => ids[(i + k) % ids.length]!);
    const versions = Math.min(VERSIONS, Math.ceil(left / tracks.length));
    const name = `${NAMES[stream.below(NAMES.length)]} ${KINDS[stream.below(KINDS.length)]}`;
    methods.push({ slug: `synthetic-${i}`, title: `${name} ${i}`, versions, tracks, quality: stream.uniform() });
    left -= tracks.length * versions;
  }
  return methods;
}
