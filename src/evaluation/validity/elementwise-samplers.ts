import { exp } from '../../core/mathematics.ts';
import type { RandomStream } from '../../core/random/stream.ts';
import { unexplainedShare } from '../../suite/dgps/shared/marginals.ts';
import type { ElementwiseModel, ScalarCode } from './code-model.ts';
import type { Points } from './law.ts';
import { drawScales, drawSources, shuffled, type Sampler, type Setting } from './sampler.ts';

type Scalar = Pick<ScalarCode, 'apply' | 'form'>;

/** Codes that are functions of one factor each, in random order with scales of their own. @returns null where a factor has no such function */
function elementwise(
  setting: Setting,
  stream: RandomStream,
  functionOf: (source: number) => Scalar | null,
): ElementwiseModel | null {
  const scales = drawScales(setting, stream);
  const sources = shuffled(drawSources(setting, stream), stream);
  const functions = new Map<number, Scalar | null>();
  for (const source of sources) if (source !== null && !functions.has(source)) functions.set(source, functionOf(source));
  if ([...functions.values()].includes(null)) return null;
  const codes = sources.map((source, i): ScalarCode | null => {
    if (source === null) return null;
    const { apply, form } = functions.get(source)!;
    return { source, form, apply: (z) => scales[i]! * apply(z) };
  });
  return { form: 'elementwise', codes };
}

/** Share of a factor's variance that `bent` codes leave to no affine map. */
const BENT_SHARE = 0.3;
/** Steepest exponential that is tried, and halvings of the interval. */
const STEEPEST = 64;
const HALVINGS = 50;

/** Slope a at which an affine map of exp(a z) leaves `BENT_SHARE` of the factor; null where none does, as with two values. */
function bentSlope(points: Points): number | null {
  const top = points.at(-1)!;
  // Relative to the largest value, so that nothing overflows.
  const left = (slope: number) => unexplainedShare(points, (z) => exp(slope * (z - top)));
  let [low, high] = [0, 1];
  while (left(high) < BENT_SHARE) {
    if (high >= STEEPEST) return null;
    [low, high] = [high, 2 * high];
  }
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (left(middle) < BENT_SHARE) low = middle;
    else high = middle;
  }
  return high;
}

/** Each code an exponential of its factor, so steep that an affine map loses 30% of it. */
export const bent: Sampler = {
  id: 'bent',
  words: 'are increasing functions of the factors, of which an affine map loses 30%',
  draw(setting, stream) {
    return elementwise(setting, stream, (source) => {
      const points = setting.law.points(source);
      const slope = bentSlope(points);
      const top = points.at(-1)!;
      return slope === null ? null : { form: 'monotone', apply: (z) => exp(slope * (z - top)) };
    });
  },
};

/** Each code the distance of its factor from the middle. */
export const folded: Sampler = {
  id: 'folded',
  words: 'hold the distance of each factor from its median, without the side',
  draw: (setting, stream) =>
    elementwise(setting, stream, (source) => {
      const points = setting.law.points(source);
      const half = points.length / 2;
      const median = (points[Math.floor(half - 0.5)]! + points[Math.floor(half)]!) / 2;
      return { form: 'folding', apply: (z) => Math.abs(z - median) };
    }),
};

const SINH_RATE = 1.5;

/** A steep map of each factor: sinh(1.5 z). */
export const hyperbolic: Sampler = {
  id: 'class-sinh',
  words: `are sinh(${SINH_RATE} z) of the factors`,
  draw: (setting, stream) =>
    elementwise(setting, stream, () => ({
      form: 'monotone',
      apply: (z) => (exp(SINH_RATE * z) - exp(-SINH_RATE * z)) / 2,
    })),
};

/** A milder one: z³ + z. */
export const cubic: Sampler = {
  id: 'class-cubic',
  words: 'are z³ + z of the factors',
  draw: (setting, stream) => elementwise(setting, stream, () => ({ form: 'monotone', apply: (z) => z * z * z + z })),
};

/** Where the negative half of `swapped` begins, at least. */
const SWAP_START = 6;

/** An injective map that keeps no order: z where it is positive, a mirror image beyond it where it is negative. */
export const swapped: Sampler = {
  id: 'class-swapped',
  words: 'are injective functions of the factors that keep no order',
  draw: (setting, stream) =>
    elementwise(setting, stream, (source) => {
      const start = Math.max(SWAP_START, setting.law.points(source).at(-1)! + 1);
      return { form: 'injective', apply: (z) => (z >= 0 ? z : start - z) };
    }),
};

/** As `folded`, where the claim speaks only of which code reads which factor. */
export const foldedMember: Sampler = { ...folded, id: 'class-folded' };
