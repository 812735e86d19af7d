import type { RandomStream } from '../../core/random/stream.ts';
import { randomOrthonormal } from '../../suite/random-orthonormal.ts';
import type { LinearModel } from './code-model.ts';
import { drawFreeFactor, drawScales, drawSources, shuffled, type Sampler, type Setting } from './sampler.ts';

/** One code before its scale is drawn: weights of the factors, and the deviation of its noise. */
export interface Row {
  readonly weights: readonly number[];
  readonly noise: number;
}

const PURE_NOISE = 1;

/** The codes in random order with scales of their own. */
export function dress(rows: readonly Row[], setting: Setting, stream: RandomStream): LinearModel {
  const scales = drawScales(setting, stream);
  const ordered = shuffled(rows, stream);
  return {
    form: 'linear',
    weights: ordered.map(({ weights }, i) => weights.map((weight) => scales[i]! * weight)),
    noise: ordered.map(({ noise }, i) => Math.abs(scales[i]!) * noise),
  };
}

/** One factor and nothing else; noise for null. */
export function ownRow(d: number, source: number | null): Row {
  return { weights: Array.from({ length: d }, (_, j) => (j === source ? 1 : 0)), noise: source === null ? PURE_NOISE : 0 };
}

/** A uniformly random direction among the other factors. */
function otherDirection(d: number, source: number, stream: RandomStream): number[] {
  const direction = Array.from({ length: d }, (_, j) => (j === source ? 0 : stream.normal()));
  const norm = Math.sqrt(direction.reduce((sum, x) => sum + x * x, 0));
  return direction.map((x) => x / norm);
}

/** A share of the variance comes from other factors. */
function leakyRow(d: number, source: number | null, share: number, stream: RandomStream): Row {
  if (source === null || share === 0) return ownRow(d, source);
  const others = otherDirection(d, source, stream);
  return {
    weights: others.map((x, j) => (j === source ? Math.sqrt(1 - share) : Math.sqrt(share) * x)),
    noise: 0,
  };
}

function noisyRow(d: number, source: number | null, share: number): Row {
  const { weights, noise } = ownRow(d, source);
  if (source === null) return { weights, noise };
  return { weights: weights.map((weight) => Math.sqrt(1 - share) * weight), noise: Math.sqrt(share) };
}

/** Codes that are the factors themselves. */
export const exact: Sampler = {
  id: 'exact',
  words: 'are the factors themselves, in another order, scaled',
  draw: (setting, stream) =>
    dress(
      drawSources(setting, stream).map((source) => ownRow(setting.law.d, source)),
      setting,
      stream,
    ),
};

/** A share of the variance of every code comes from other factors. @param id stable name, without the share where it is a dose */
export function leak(share: number, id: string): Sampler {
  return {
    id,
    words: `take ${100 * share}% of their variance from other factors`,
    draw(setting, stream) {
      const { d } = setting.law;
      if (d < 2) return null;
      const directions = stream.child('directions');
      const rows = drawSources(setting, stream).map((source) => leakyRow(d, source, share, directions));
      return dress(rows, setting, stream);
    },
  };
}

/** A share of the variance of the codes of one factor comes from other factors. */
export function leakOfOne(share: number, id: string): Sampler {
  return {
    id,
    words: `take, for one factor, ${100 * share}% of their variance from others`,
    draw(setting, stream) {
      const { d } = setting.law;
      const leaky = drawFreeFactor(setting, stream);
      if (d < 2 || leaky === undefined) return null;
      const directions = stream.child('directions');
      const rows = drawSources(setting, stream).map((source) => leakyRow(d, source, source === leaky ? share : 0, directions));
      return dress(rows, setting, stream);
    },
  };
}

/** A share of the variance of every code is noise. */
export function noise(share: number, id: string): Sampler {
  return {
    id,
    words: `hold ${100 * share}% noise`,
    draw: (setting, stream) =>
      dress(
        drawSources(setting, stream).map((source) => noisyRow(setting.law.d, source, share)),
        setting,
        stream,
      ),
  };
}

/** The codes of k factors are noise. */
export function lost(k: number, id: string): Sampler {
  return {
    id,
    words: k === 1 ? 'lose one factor' : `lose ${k} factors`,
    draw(setting, stream) {
      const { free, d } = setting.law;
      if (k > free.length || k > d) return null;
      const gone = new Set(Array.from(stream.child('factor').choice(free.length, k), (i) => free[i]!));
      const rows = drawSources(setting, stream).map((source) => ownRow(d, source !== null && gone.has(source) ? null : source));
      return dress(rows, setting, stream);
    },
  };
}

/** Copies of every factor, for claims that allow one code a factor only. */
export const doubled: Sampler = {
  id: 'doubled',
  words: 'hold a factor more than once',
  draw: (setting, stream) =>
    setting.m <= setting.law.d ? null : exact.draw({ ...setting, dressing: { ...setting.dressing, surplus: 'copies' } }, stream),
};

function transpose(rows: readonly (readonly number[])[]): number[][] {
  return Array.from({ length: rows[0]?.length ?? 0 }, (_, j) => rows.map((row) => row[j]!));
}

/** m × d with orthonormal columns, or rows where m < d, uniform (Haar). */
function drawOrthonormal(stream: RandomStream, m: number, d: number): number[][] {
  return m < d ? randomOrthonormal(stream, m, d) : transpose(randomOrthonormal(stream, d, m));
}

function mixture(rows: readonly (readonly number[])[], setting: Setting, stream: RandomStream): LinearModel {
  return dress(
    rows.map((weights) => ({ weights, noise: 0 })),
    setting,
    stream,
  );
}

/** A random rotation, with orthonormal columns where there are more codes. */
export const rotation: Sampler = {
  id: 'rotation',
  words: 'are a random rotation of the factors',
  draw: (setting, stream) => {
    if (setting.law.d < 2) return null;
    // Scales of their own would be no rotation.
    const equal: Setting = { ...setting, dressing: { ...setting.dressing, scales: 'equal' } };
    return mixture(drawOrthonormal(stream.child('matrix'), setting.m, setting.law.d), equal, stream);
  },
};

/** Condition number of dense mixes. */
const CONDITION_NUMBER = 10;

/** Singular values that fall linearly from 1 to 1/κ between two random rotations. */
export const conditioned: Sampler = {
  id: 'conditioned',
  words: `are a dense linear mix of condition number ${CONDITION_NUMBER}`,
  draw(setting, stream) {
    const { d } = setting.law;
    const rank = Math.min(setting.m, d);
    if (rank < 2) return null;
    const left = randomOrthonormal(stream.child('left'), rank, setting.m);
    const right = randomOrthonormal(stream.child('right'), rank, d);
    const rows = Array.from({ length: setting.m }, (_, i) =>
      Array.from({ length: d }, (__, j) => {
        let sum = 0;
        for (let k = 0; k < rank; k++) sum += (1 - ((1 - 1 / CONDITION_NUMBER) * k) / (rank - 1)) * left[k]![i]! * right[k]![j]!;
        return sum;
      }),
    );
    return mixture(rows, { ...setting, dressing: { ...setting.dressing, scales: 'equal' } }, stream);
  },
};

/** Every code in a direction of its own, uniform. */
export const directions: Sampler = {
  id: 'directions',
  words: 'are random directions of the factors',
  draw(setting, stream) {
    const { d } = setting.law;
    if (d < 2) return null;
    const normals = stream.child('matrix');
    const rows = Array.from({ length: setting.m }, () => otherDirection(d, -1, normals));
    return mixture(rows, setting, stream);
  },
};

/** Scales of the codes from 1 to κ, evenly in the logarithm. */
const SCALE_LADDER = [1, 1.78, 3.16, 5.62, 10];

/** The factors with scales that differ tenfold. */
export const unequalScales: Sampler = {
  id: 'unequal-scales',
  words: 'are the factors with scales that differ tenfold',
  draw(setting, stream) {
    const { d } = setting.law;
    if (d < 2 || setting.m < d) return null;
    const step = (source: number) => SCALE_LADDER[Math.round((source * (SCALE_LADDER.length - 1)) / (d - 1))]!;
    const rows = drawSources(setting, stream).map((source): Row => {
      const { weights, noise: deviation } = ownRow(d, source);
      return { weights: weights.map((weight) => (source === null ? weight : weight * step(source))), noise: deviation };
    });
    return dress(rows, setting, stream);
  },
};

/** Exponents of ten of the scales of `extremeScales`, in turn. */
const EXTREME_SCALES = [1e-3, 1e3, 1e-1, 10, 1];
const EXTREME_SHIFT = 10;

/** The factors with scales from 10⁻³ to 10³, and shifted. */
export const extremeScales: Sampler = {
  id: 'class-scales',
  words: 'are the factors with scales from 0.001 to 1000, and shifted',
  draw(setting, stream) {
    const model = exact.draw(setting, stream) as LinearModel;
    const by = (i: number) => EXTREME_SCALES[i % EXTREME_SCALES.length]!;
    const shift = stream.child('shifts');
    return {
      form: 'linear',
      weights: model.weights.map((row, i) => row.map((weight) => weight * by(i))),
      noise: model.noise.map((deviation, i) => deviation * by(i)),
      shifts: model.weights.map((_, i) => EXTREME_SHIFT * by(i) * (2 * shift.uniform() - 1)),
    };
  },
};

/** A rotation times a scale. */
const ISOMETRY_SCALE = 7;

export const isometry: Sampler = {
  id: 'class-isometry',
  words: `are a rotation of the factors, ${ISOMETRY_SCALE} times as long`,
  draw(setting, stream) {
    const model = setting.m < setting.law.d ? null : (rotation.draw(setting, stream) as LinearModel | null);
    if (model === null) return null;
    return { ...model, weights: model.weights.map((row) => row.map((weight) => ISOMETRY_SCALE * weight)) };
  },
};
