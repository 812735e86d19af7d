import type { MetricKey } from '../../metrics/catalogue.ts';
import { availableSamplers } from './availability.ts';
import { answerBattery } from './battery.ts';
import { claimOfMetric, type ValidityClaim } from './claims.ts';
import { drawCodes, type Stratum } from './draw.ts';
import { SINGLE_LOOK } from './error-rate.ts';
import { scoreDraw } from './score-draw.ts';

/** How often fresh draws lie beyond the bounds that a battery printed. */
export interface BoundCheck {
  readonly metric: MetricKey;
  /** The printed bounds: failures at most `above`, successes at least `below`. */
  readonly above: number;
  readonly below: number;
  /** Share of fresh failures above, and of fresh successes below, of the sampler with the most of them. */
  readonly exceeding: number;
  readonly missing: number;
}

/** Prints bounds as the advisor does, then holds them against `fresh` other draws of every sampler. */
export function checkBounds(stratum: Stratum, claim: ValidityClaim, metric: MetricKey, fresh: number): BoundCheck {
  const [answer] = answerBattery({ stratum, claim, metrics: [metric], looks: SINGLE_LOOK });
  const { window } = answer!.judgement;
  if (window === undefined) throw new Error('a battery without successes or failures prints no bounds');
  const below = window.below ?? -Infinity;
  const worst = { success: 0, failure: 0 };
  for (const { side, sampler, available } of availableSamplers(claim, stratum)) {
    if (!available) continue;
    let beyond = 0;
    for (let k = 0; k < fresh; k++) {
      const seed = `fresh/${k}`;
      const draw = drawCodes(stratum, sampler, claim.dressing, seed);
      const score = draw === null ? null : scoreDraw(draw, seed, [claimOfMetric(metric)])[0]!;
      if (side === 'failure' ? (score ?? -Infinity) > window.above : (score ?? -Infinity) < below) beyond++;
    }
    worst[side] = Math.max(worst[side], beyond / fresh);
  }
  return { metric, above: window.above, below, exceeding: worst.failure, missing: worst.success };
}
