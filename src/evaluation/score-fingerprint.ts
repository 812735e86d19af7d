import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { AnyMetricGroup } from '../metrics/metric-group.ts';
import { PairedData } from '../metrics/paired-data.ts';
import { drawCell, resolveCell, type CellRequest } from '../suite/cell.ts';
import { listClaims, readClaim } from './claims.ts';
import { jobName, seedsOf, type StressJob } from './stress-job.ts';
import { firstSeeds, scoreSeed } from './stress-scores.ts';
import { independentGaussian } from '../suite/dgps/independent-gaussian/index.ts';
import { equicorrelatedGaussian } from '../suite/dgps/equicorrelated-gaussian/index.ts';
import { functionalRedundancy } from '../suite/dgps/functional-redundancy/index.ts';
import { discrete } from '../suite/dgps/discrete/index.ts';
import { denseLinear } from '../suite/geometries/dense-linear/index.ts';
import { disjointGroups } from '../suite/geometries/disjoint-groups/index.ts';
import { gaussianNoise } from '../suite/geometries/gaussian-noise/index.ts';
import { additiveNoise } from '../suite/geometries/additive-noise/index.ts';

/** Rows of a draw that stand for all of it: the first rows do not depend on n. */
const FINGERPRINT_ROWS = 32;

/** Small cells of different kinds: mixed, discrete with zeros and ties, noise, more codes than rows are many. */
const PROBES: readonly CellRequest[] = [
  { dgp: equicorrelatedGaussian.id, geometry: denseLinear.id, n: 150, d: 3 },
  { dgp: discrete.id, geometry: disjointGroups.id, n: 120, d: 3, parameters: { k: 3 } },
  { dgp: functionalRedundancy.id, geometry: additiveNoise.id, n: 200, d: 4 },
  { dgp: independentGaussian.id, geometry: gaussianNoise.id, n: 90, d: 2, m: 6 },
];

function hashText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/**
 * What a group of metrics computes, as a digest over the scores that the atlas holds: scores that were kept under another fingerprint are stale.
 * Wording, code and further parts may change freely, these numbers may not.
 */
export function fingerprintGroup(group: AnyMetricGroup): string {
  const claims = listClaims(group.keys);
  const outputs = PROBES.flatMap((request) =>
    firstSeeds(2).map((seed) => {
      const { factors, codes } = drawCell(resolveCell(request), seed);
      const results = group.compute(new PairedData(factors, codes), { seed });
      return claims.map((claim) => readClaim(claim, results[claim.metric]!));
    }),
  );
  return hashText(JSON.stringify([group.keys, outputs]));
}

/** Metrics whose scores of held-out rows are computed here and not by their group. */
const HELD_OUT_METRICS = ['r2', 'r2_origin'] as const;

/**
 * What a job draws, as a digest over its configuration, the first rows of its first and last seed, and where rows are held out how they
 * are scored.
 */
export function fingerprintJob(job: StressJob): string {
  const cell = resolveCell(job.request);
  const sample = { ...cell, n: Math.min(cell.n, FINGERPRINT_ROWS) };
  const hash = sha256.create().update(utf8ToBytes(jobName(job)));
  const seeds = seedsOf(job);
  for (const seed of [seeds[0]!, seeds.at(-1)!]) {
    const { factors, codes } = drawCell(sample, seed);
    for (const { data } of [factors, codes]) hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  if (job.holdout)
    hash.update(utf8ToBytes(JSON.stringify(scoreSeed(sample, seeds[0]!, { metrics: HELD_OUT_METRICS, holdout: job.holdout }))));
  return bytesToHex(hash.digest());
}
