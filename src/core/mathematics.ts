/**
 * Transcendental functions with the same bits in every JavaScript engine.
 *
 * `Math.exp`, `Math.log`, `Math.sin` and their kin differ between engines in up to half of all inputs, so a number that is
 * published must never pass through them. `+ - * /`, `Math.sqrt`, `Math.abs`, `Math.floor`, `Math.min` and `Math.max` are
 * exact everywhere.
 */
export { default as cos } from '@stdlib/math-base-special-cos';
export { default as digamma } from '@stdlib/math-base-special-digamma';
export { default as erfc } from '@stdlib/math-base-special-erfc';
export { default as exp } from '@stdlib/math-base-special-exp';
export { default as ln } from '@stdlib/math-base-special-ln';
export { default as log1p } from '@stdlib/math-base-special-log1p';
export { default as pow } from '@stdlib/math-base-special-pow';
export { default as sin } from '@stdlib/math-base-special-sin';
export { default as tQuantile } from '@stdlib/stats-base-dists-t-quantile';
export { default as tanh } from '@stdlib/math-base-special-tanh';
