import { zeros, type Matrix } from '../../core/matrix.ts';
import { multiply } from '../../core/linear-algebra/multiply.ts';
import type { RandomStream } from '../../core/random/stream.ts';
import type { LinearModel } from './code-model.ts';
import { dress, ownRow } from './linear-samplers.ts';
import { drawFreeFactor, drawSources, type Sampler } from './sampler.ts';
import { randomOrthonormal } from '../../suite/random-orthonormal.ts';

/** Halvings and terms of the matrix exponential, good to rounding for angles up to a few turns. */
const SCALING = 10;
const TERMS = 12;
/** Largest angle that is tried, and halvings of the interval that holds the dose. */
const FARTHEST = 3;
const STEPS = 64;
const HALVINGS = 40;

function identity(d: number): Matrix {
  const matrix = zeros(d, d);
  for (let j = 0; j < d; j++) matrix.data[j * d + j] = 1;
  return matrix;
}

/** exp(angle · A) by scaling and squaring. */
function exponential(generator: Matrix, angle: number): Matrix {
  const scaled = { ...generator, data: generator.data.map((value) => (value * angle) / 2 ** SCALING) };
  let result = identity(generator.rows);
  let term = result;
  for (let k = 1; k <= TERMS; k++) {
    term = multiply(term, scaled);
    term = { ...term, data: term.data.map((value) => value / k) };
    result = { ...result, data: result.data.map((value, i) => value + term.data[i]!) };
  }
  for (let k = 0; k < SCALING; k++) result = multiply(result, result);
  return result;
}

/** A random skew-symmetric matrix of Frobenius norm √d. */
function drawGenerator(stream: RandomStream, d: number): Matrix {
  const generator = zeros(d, d);
  let squares = 0;
  for (let i = 0; i < d; i++)
    for (let j = 0; j < i; j++) {
      const value = stream.normal();
      generator.data[j * d + i] = value;
      generator.data[i * d + j] = -value;
      squares += 2 * value * value;
    }
  const norm = Math.sqrt(squares / d);
  return { ...generator, data: generator.data.map((value) => value / norm) };
}

/** Largest share of a code that is not its own factor's. */
function worstShare({ rows: d, data }: Matrix): number {
  let worst = 0;
  for (let i = 0; i < d; i++) worst = Math.max(worst, 1 - data[i * d + i]! ** 2);
  return worst;
}

/** On the way from the factors to a random rotation, the first point at which the worst code holds this share of other factors. */
export function partialRotation(share: number, id: string): Sampler {
  return {
    id,
    words: `are rotated until the worst code takes ${100 * share}% of its variance from other factors`,
    draw(setting, stream): LinearModel | null {
      const { m } = setting;
      const { d } = setting.law;
      if (d < 2 || m < d) return null;
      const generator = drawGenerator(stream.child('generator'), d);
      let [low, high] = [0, 0];
      const step = FARTHEST / STEPS;
      while (worstShare(exponential(generator, high)) < share) {
        [low, high] = [high, high + step];
        if (high > FARTHEST) return null;
      }
      for (let k = 0; k < HALVINGS; k++) {
        const middle = (low + high) / 2;
        if (worstShare(exponential(generator, middle)) < share) low = middle;
        else high = middle;
      }
      const rotated = exponential(generator, high);
      const rows = drawSources(setting, stream).map((source) =>
        source === null
          ? ownRow(d, null)
          : { weights: Array.from({ length: d }, (_, j) => rotated.data[j * d + source]!), noise: 0 },
      );
      return dress(rows, setting, stream);
    },
  };
}

/** k factors are rotated among themselves, the others are recovered. */
export function rotationOf(k: number, id: string): Sampler {
  return {
    id,
    words: `rotate ${k} factors among themselves`,
    draw(setting, stream): LinearModel | null {
      const { d } = setting.law;
      if (k > d || setting.m < d || drawFreeFactor(setting, stream) === undefined) return null;
      const chosen = [...stream.child('factors').choice(d, k)];
      const basis = randomOrthonormal(stream.child('matrix'), k, k);
      const rows = drawSources(setting, stream).map((source) => {
        const place = source === null ? -1 : chosen.indexOf(source);
        const own = ownRow(d, source);
        if (place < 0) return own;
        return { weights: own.weights.map((_, j) => (chosen.includes(j) ? basis[place]![chosen.indexOf(j)]! : 0)), noise: 0 };
      });
      return dress(rows, setting, stream);
    },
  };
}
