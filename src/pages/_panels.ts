import { requireBoard } from '../boards/catalogue.ts';
import type { Track } from '../suite/tracks/track.ts';
import { fromRowMajor } from '../core/matrix.ts';
import { SAMPLE_ROWS, viewCodes } from '../views/codes-view.ts';
import { codeName, factorName } from '../views/lab/matched-pairs.ts';
import { quartersOf, type Plane } from '../views/track-panels.ts';
import { leaderboard } from './_boards.ts';
import { sampleOf } from './_samples.ts';

/** How the best encoder of a track sees it: factors, observations, codes. */
export interface TrackPanels {
  readonly planes: readonly Plane[];
  readonly quarters: readonly number[];
  readonly method: string;
  readonly resultDigest: string;
}

/** Of hundreds of sparse factors, two show nothing. */
const MOST_FACTORS = 20;

/** Three planes of a track of vectors; null where no ranked encoder can be run, or observations are images. */
export async function trackPanels(track: Track): Promise<TrackPanels | null> {
  const [best] = leaderboard(track.id)?.ranked ?? [];
  const { observationShape, d } = track.createInstance(0, 'main');
  if (best === undefined || observationShape.length !== 1 || d < 2 || d > MOST_FACTORS) return null;
  const sample = await sampleOf(best.entry, 'main');
  const view = sample && viewCodes(sample, requireBoard(track.id).primary.metric);
  const codes = view?.drawn.pairs.slice(0, 2).map(({ code }) => code);
  if (!sample || codes?.length !== 2) return null;
  const [first, second] = codes as [number, number];
  const { factors, codes: values, observations } = sample;
  const method = best.entry.submission.title;
  const planes: Plane[] = [
    { title: 'Factors z', axes: [factorName(0), factorName(1)], values: factors, columns: [0, 1] },
    {
      title: 'Observations x = g(z)',
      axes: ['x₁', 'x₂'],
      values: fromRowMajor(observations, SAMPLE_ROWS, observations.length / SAMPLE_ROWS),
      columns: [0, 1],
    },
    { title: `Codes of ${method}`, axes: [codeName(first), codeName(second)], values, columns: [first, second] },
  ];
  return { planes, quarters: quartersOf(factors), method, resultDigest: best.entry.record.result_digest };
}
