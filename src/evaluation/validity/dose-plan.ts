import { curvedLeak } from './network-samplers.ts';
import { leak, leakOfOne, lost, noise } from './linear-samplers.ts';
import { partialRotation, rotationOf } from './rotation-path.ts';
import type { Sampler } from './sampler.ts';

export type CurveId = 'leak' | 'leak-of-one' | 'rotation' | 'lost' | 'rotated' | 'noise' | 'curved-leak';

/** One dose of one way to fail. */
export interface Dose {
  readonly curve: CurveId;
  /** Share of variance, or number of factors for `lost` and `rotated`. */
  readonly dose: number;
  readonly sampler: Sampler;
}

const SHARES = [0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8, 1];
/** For metrics that take long. */
const FEW_SHARES = [0, 0.01, 0.05, 0.1, 0.2, 0.5, 1];

/** One name for all doses of a curve: their encoders share their random numbers, so that a curve is of the same draws throughout. */
const MAKERS: Readonly<Record<CurveId, (dose: number) => Sampler>> = {
  leak: (dose) => leak(dose, 'dose-leak'),
  'leak-of-one': (dose) => leakOfOne(dose, 'dose-leak-of-one'),
  rotation: (dose) => partialRotation(dose, 'dose-rotation'),
  lost: (dose) => lost(dose, 'dose-lost'),
  rotated: (dose) => rotationOf(dose, 'dose-rotated'),
  noise: (dose) => noise(dose, 'dose-noise'),
  'curved-leak': (dose) => curvedLeak(dose, 'dose-curved-leak'),
};

/** Rotations reach no further than this for certain. */
const FARTHEST_ROTATION = 0.8;

/** Every dose that is drawn for d factors. @param few the doses for metrics that take long */
export function listDoses(d: number, few: boolean): Dose[] {
  const shares = few ? FEW_SHARES : SHARES;
  const counts = Array.from({ length: d }, (_, k) => k + 1);
  const dosesOf: Readonly<Record<CurveId, readonly number[]>> = {
    leak: shares,
    'leak-of-one': shares.filter((share) => share > 0),
    rotation: shares.filter((share) => share > 0 && share <= FARTHEST_ROTATION),
    lost: counts,
    rotated: counts.filter((k) => k > 1),
    noise: shares.filter((share) => share > 0),
    'curved-leak': shares.filter((share) => share > 0),
  };
  return (Object.keys(MAKERS) as CurveId[]).flatMap((curve) =>
    dosesOf[curve].map((dose): Dose => ({ curve, dose, sampler: MAKERS[curve](dose) })),
  );
}

/** The sampler of one dose. */
export function doseSampler(curve: CurveId, dose: number): Sampler {
  return MAKERS[curve](dose);
}
