import { EXP_CONSTANTS } from '../../../core/webassembly/exp-code.ts';
import { LEVELS } from '../../families/infomec/factor-labels.ts';

/** Where the logistic kernel finds what it works on, in bytes. */
const F64 = 8;

export const CONSTANTS = 0;
/** The least logit, less the largest, whose exponential counts; twice. */
export const NEGLIGIBLE = CONSTANTS + F64 * (EXP_CONSTANTS.length + (EXP_CONSTANTS.length % 2));
/** By class: 0, or minus infinity where no class stands. */
export const PADDING = NEGLIGIBLE + 2 * F64;
/** By class. */
export const CLASS_WEIGHTS = PADDING + F64 * LEVELS;
/** 32-bit: addresses of arrays by row: labels (32-bit), sums of exponentials and own logits. */
export const LABELS = CLASS_WEIGHTS + F64 * LEVELS;
export const SUMS = LABELS + 4;
export const OWNS = LABELS + 8;
/** 32-bit: whether the first class has no coefficients of its own. */
export const FIRST_IS_FIXED = LABELS + 12;
/** Where all this ends; the rest is placed by the host. */
export const END = LABELS + 16;
