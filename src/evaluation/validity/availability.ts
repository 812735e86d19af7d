import type { CodeModel } from './code-model.ts';
import type { ValidityClaim } from './claims.ts';
import { drawEncoder, type Stratum } from './draw.ts';
import { sideOf } from './draw-truth.ts';
import { samplersOf, type KindSampler } from './kinds.ts';

/** Encoders that are drawn to see which side a sampler's draws lie on. */
const DRAWS = 200;
/** The truth of a network is estimated, and that of many weights takes long: fewer draws do. */
const COSTLY_DRAWS = 40;
const MANY_WEIGHTS = 400;
/** Share of the draws that must lie on the kind's side. */
const ENOUGH = 0.95;

/** A sampler of a claim in a stratum, with the share of its draws that lie on the side of its kind. */
export interface AvailableSampler extends KindSampler {
  readonly share: number;
  readonly available: boolean;
}

function drawsOf(model: CodeModel, d: number): number {
  // Nothing of these that the truth depends on is left to chance.
  if (model.form === 'elementwise' || model.form === 'unrelated') return 1;
  return model.form === 'network' || model.weights.length * d > MANY_WEIGHTS ? COSTLY_DRAWS : DRAWS;
}

function shareOnSide({ sampler, side }: KindSampler, stratum: Stratum, { predicates, scope, dressing }: ValidityClaim): number {
  let off = 0;
  let draws = 1;
  let drawn = 0;
  // What is far below the share need not be drawn to the end.
  for (; drawn < draws && off <= (1 - ENOUGH) * draws; drawn++) {
    const model = drawEncoder(stratum, sampler, dressing, `side/${drawn}`);
    if (model === null) return 0;
    draws = drawsOf(model, stratum.law.d);
    if (sideOf(model, stratum.law, predicates, scope) !== side) off++;
  }
  return 1 - off / drawn;
}

/** Every sampler of a claim with whether it can be used in a stratum: its draws must be what its kind says. */
export function availableSamplers(claim: ValidityClaim, stratum: Stratum): AvailableSampler[] {
  return samplersOf(claim.predicates, claim.failures).map((entry) => {
    const share = shareOnSide(entry, stratum, claim);
    return { ...entry, share, available: share >= ENOUGH };
  });
}
