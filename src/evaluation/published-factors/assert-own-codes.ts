import { InputError } from '../../core/input-error.ts';
import { column, fromRowMajor, type Matrix } from '../../core/matrix.ts';
import type { LazyDraw } from '../../suite/tracks/track.ts';
import { continuousRows, LEAST_ROWS, valuesAt } from './continuous-rows.ts';
import { copiedShare } from './copied-share.ts';
import { noiseGivenCode } from './noise-given-code.ts';
import { noiseGivenCodes } from './noise-given-codes.ts';
import { isRoundedFactor } from './rounded-factor.ts';
import { repetitionPeriod } from './repeated-rows.ts';

/**
 * Noise, in standard deviations of a factor, up to which one code counts as the factor itself: R² of 1 − 1e-6. Encoders trained without labels
 * have 3.4e-3 at best, FastICA on linear-ica.
 */
const ONE_CODE_LIMIT = 1e-3;
/** The same of all codes together, where the observations give the factor by no linear map: encoders have 1.2e-2 at best, with labels. */
const ALL_CODES_LIMIT = 3e-3;
/** Share of rows that hold a copy: encoders have 0.8% at most, by chance. */
const COPIED_SHARE = 0.05;
/** Where the observations themselves give a factor that well by a linear map, so do the codes of any invertible encoder. */
const LINEAR_TRACK = 0.05;
/** Rows of observations on which that is found out, and observations that are too large for a linear map to matter. */
const OBSERVED = { rows: 3000, width: 50 } as const;

const FIX =
  'the factors of the public draw are published, so codes this near to them show nothing: submit the encoder as ONNX, which runs on a fresh draw';

interface Columns {
  readonly codes: readonly Float64Array[];
  readonly factors: readonly Float64Array[];
}

const columnsOf = (matrix: Matrix) => Array.from({ length: matrix.columns }, (_, j) => column(matrix, j));

/** Which factors the observations give by a linear map, almost without noise. */
function givenLinearly({ factors, observe }: LazyDraw): boolean[] {
  const rows = Math.min(factors.rows, OBSERVED.rows);
  const values = observe(0, rows);
  const width = values.length / rows;
  if (width > OBSERVED.width) return Array.from({ length: factors.columns }, () => false);
  const observations = columnsOf(fromRowMajor(values, rows, width));
  return columnsOf(factors).map((factor) => noiseGivenCodes(observations, factor.subarray(0, rows), 1) <= LINEAR_TRACK);
}

/** Why a factor is in the codes; null where it is not. */
function ruleOf({ codes, factors }: Columns, k: number, linear: () => boolean): string | null {
  const rows = continuousRows(factors[k]!);
  if (rows.length < LEAST_ROWS) return null;
  const factor = valuesAt(factors[k]!, rows);
  const own = codes.map((code) => valuesAt(code, rows));
  for (const [j, code] of own.entries()) {
    const noise = noiseGivenCode(code, factor);
    if (noise <= ONE_CODE_LIMIT)
      return `column ${j} gives factor ${k} to within ${noise.toExponential(0)} of its standard deviation`;
    if (isRoundedFactor(code, factor)) return `column ${j} is factor ${k} in steps`;
    const share = copiedShare(code, factor);
    if (share >= COPIED_SHARE) return `column ${j} is a copy of factor ${k} in ${Math.round(100 * share)}% of the rows`;
  }
  if (linear()) return null;
  const noise = noiseGivenCodes(own, factor, 3);
  return noise <= ALL_CODES_LIMIT
    ? `together give factor ${k} to within ${noise.toExponential(0)} of its standard deviation`
    : null;
}

/**
 * Refuses codes of the public draw that are its published factors with make-up, or that begin again after some rows. No check can tell factors
 * with a hundredth of noise from what an encoder gives, which is why codes stay reported and unranked.
 *
 * @param draw the public one, whose rows the codes are of
 * @param codes n × m
 * @throws InputError where a factor is a smooth function of one code but for noise of a thousandth, or a code the factor in steps, or a copy in
 *   some rows; where all codes together give a factor that no linear map of the observations gives; or where rows repeat
 */
export function assertOwnCodes(draw: LazyDraw, codes: Matrix): void {
  const period = repetitionPeriod(codes, draw.factors);
  if (period !== null) {
    const fix = 'give the codes of each row of the public draw, in its order';
    throw new InputError({ path: 'codes', rule: `begin again after ${period} rows`, fix });
  }
  const columns = { codes: columnsOf(codes), factors: columnsOf(draw.factors) };
  let linear: boolean[] | undefined;
  for (let k = 0; k < draw.factors.columns; k++) {
    const rule = ruleOf(columns, k, () => (linear ??= givenLinearly(draw))[k]!);
    if (rule !== null) throw new InputError({ path: 'codes', rule, fix: FIX });
  }
}
