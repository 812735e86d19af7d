import { FAILURE_RESIDUAL } from './draw-truth.ts';
import type { FamilyFloor, OwnFloor, OwnFloors } from './own-floors.ts';

/** What a number is worth against its floors. */
export type FloorReading = 'no-score' | 'no-evidence' | 'above-floors' | 'recovery';

/** A reading with its sentence. */
export interface FloorSentence {
  readonly reading: FloorReading;
  readonly sentence: string;
}

const DECIMALS = 3;
const PERCENT = 100;

function number(value: number): string {
  return value.toFixed(DECIMALS);
}

function percent(share: number): string {
  return `${Math.round(share * PERCENT)}%`;
}

/** The family with the highest 95% value. */
function worstFamily(families: readonly FamilyFloor[]): FamilyFloor {
  return families.reduce((worst, next) => (next.quantiles[2] > worst.quantiles[2] ? next : worst));
}

function leakageWords([low, high]: readonly [number, number]): string {
  if (high >= 1) return `more than ${percent(low)} leakage on every code`;
  return low === high ? `${percent(low)} leakage on every code` : `${percent(low)} to ${percent(high)} leakage on every code`;
}

/** "The factor farthest from the codes": counted from 1, as readers do. */
function residualWords({ residual }: OwnFloor): string | null {
  if (residual === null || residual.residual < FAILURE_RESIDUAL) return null;
  const of = `factor ${residual.factor + 1}`;
  const by = residual.code === null ? 'all codes together miss' : `its nearest code, ${residual.code + 1}, misses`;
  return `of ${of} ${by} ${percent(residual.residual)} or more`;
}

/** Every share of leakage that the score fits, and the residual, are below those of a failure. */
function recovers({ leakage, residual }: OwnFloor): boolean {
  return (leakage === null || leakage[1] <= FAILURE_RESIDUAL) && (residual === null || residual.residual <= FAILURE_RESIDUAL);
}

/** The sentence of one metric: the first of the cases that applies. Sizes stand in each of them. */
export function floorSentence(
  floor: OwnFloor,
  { d, m, rows, draws }: Pick<OwnFloors, 'd' | 'm' | 'rows' | 'draws'>,
): FloorSentence {
  const sizes = `${rows} rows, ${d} factors and ${m} codes`;
  if (floor.score === null) return { reading: 'no-score', sentence: `No score exists for ${sizes}.` };
  const score = number(floor.score);
  const worst = worstFamily(floor.families);
  const limit = worst.quantiles[2];
  if (floor.score <= limit)
    return {
      reading: 'no-evidence',
      sentence: `${score} is no evidence: on your factors (${sizes}), ${worst.words} that recover nothing score up to ${number(limit)} (95% of ${draws}).`,
    };
  const against = `what recovers nothing on your factors (${sizes}; ${worst.words} score up to ${number(limit)}, 95% of ${draws})`;
  if (!recovers(floor)) {
    const leaks =
      floor.leakage !== null && floor.leakage[1] > FAILURE_RESIDUAL ? `it is the score of ${leakageWords(floor.leakage)}` : null;
    const because = [leaks, residualWords(floor)].filter((part) => part !== null);
    return { reading: 'above-floors', sentence: `${score} is above ${against}, but not recovery: ${because.join(', and ')}.` };
  }
  const fits = floor.leakage === null ? '' : ` and fits at most ${percent(floor.leakage[1])} leakage`;
  return { reading: 'recovery', sentence: `${score} is above ${against}${fits}.` };
}

/** Where an affine number fails what a monotone one passes: the codes are increasing functions of the factors. */
export function floorHint(floors: OwnFloors): string | null {
  const readingOf = (metric: string) => {
    const floor = floors.metrics.find((candidate) => candidate.metric === metric);
    return floor === undefined ? undefined : floorSentence(floor, floors).reading;
  };
  const pearson = readingOf('mcc_pearson');
  return (pearson === 'above-floors' || pearson === 'no-evidence') && readingOf('mcc_spearman') === 'recovery'
    ? 'Each code follows one factor, but not in proportion: where the theorem allows monotone maps, mcc_spearman is the number to give.'
    : null;
}
