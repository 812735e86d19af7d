import { scaleLinear } from 'd3';

/** Horizontal axis of scores; positions are percentages of the width, so that one drawing fits every screen. */
export interface ScoreAxis {
  /** Position of a score, clamped to the axis, for example `48.5%`. */
  at(score: number): string;
  /** Share of the width between two scores, for example `12%`. */
  width(from: number, to: number): string;
  readonly ticks: readonly { readonly score: number; readonly at: string; readonly label: string }[];
}

/** Room at both ends for half a dot and half a label. */
const MARGIN_PERCENT = 3;
const TICK_COUNT = 5;
const POSITION_DECIMALS = 2;

/** @param domain lowest and highest score that the axis shows */
export function createScoreAxis(domain: readonly [number, number]): ScoreAxis {
  const scale = scaleLinear(domain, [MARGIN_PERCENT, 100 - MARGIN_PERCENT]).clamp(true);
  const percent = (value: number) => `${Number(value.toFixed(POSITION_DECIMALS))}%`;
  const format = scale.tickFormat(TICK_COUNT);
  return {
    at: (score) => percent(scale(score)),
    width: (from, to) => percent(Math.max(0, scale(to) - scale(from))),
    ticks: scale.ticks(TICK_COUNT).map((score) => ({ score, at: percent(scale(score)), label: format(score) })),
  };
}

/** From 0 to 1: the axis of every leaderboard and result. */
export const SCORE_AXIS = createScoreAxis([0, 1]);
