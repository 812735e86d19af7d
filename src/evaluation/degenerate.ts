import { allFinite } from '../core/all-finite.ts';
import { InputError } from '../core/input-error.ts';
import { column, type Matrix } from '../core/matrix.ts';
import { summariseColumn } from '../core/statistics/column-summary.ts';
import { standardiseColumn } from '../core/statistics/standardise.ts';

/** Share of a code's variance that the codes before it leave over: below this it is a linear function of them, in float32. */
const RESIDUAL_SHARE = 1e-10;
/** Values that the rank is computed on: with many codes fewer rows do, and memory stays bounded. */
const MAXIMUM_VALUES = 8_000_000;

/** Columns centred and scaled to length 1, constant ones left out. */
function unitColumns(codes: Matrix): Float64Array[] {
  const rows = Math.min(codes.rows, Math.floor(MAXIMUM_VALUES / codes.columns));
  const units: Float64Array[] = [];
  for (let j = 0; j < codes.columns; j++) {
    const values = column(codes, j).slice(0, rows);
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += values[i]!;
    const mean = sum / rows;
    for (let i = 0; i < rows; i++) values[i] = values[i]! - mean;
    const length = Math.sqrt(dot(values, values));
    if (!(length > 0)) continue;
    for (let i = 0; i < rows; i++) values[i] = values[i]! / length;
    units.push(values);
  }
  return units;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/**
 * Number of linearly independent codes, counted up to `wanted`, by Gram-Schmidt with column pivoting on the standardised codes.
 */
export function codesRank(codes: Matrix, wanted: number): number {
  const units = unitColumns(codes);
  const direction = new Float64Array(units[0]?.length ?? 0);
  let rank = 0;
  while (rank < wanted) {
    const norms = units.map((values) => dot(values, values));
    const pivot = norms.indexOf(Math.max(...norms, 0));
    const norm = norms[pivot] ?? 0;
    if (norm <= RESIDUAL_SHARE) break;
    rank++;
    const longest = units[pivot]!;
    for (let i = 0; i < direction.length; i++) direction[i] = longest[i]! / Math.sqrt(norm);
    for (const values of units) {
      const projection = dot(values, direction);
      for (let i = 0; i < values.length; i++) values[i] = values[i]! - projection * direction[i]!;
    }
  }
  return rank;
}

function isConstant(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}

/** Largest deviation, in standard deviations of the factor, up to which a fitted code is the factor itself. */
const COPY_TOLERANCE = 1e-12;

/** Largest deviation of the factor from its best affine function of the code, over the factor's standard deviation. */
function affineDeviation(code: Float64Array, factor: Float64Array): number {
  const [of, on] = [summariseColumn(factor), summariseColumn(code)];
  if (of.constant || on.constant) return Infinity;
  const [y, x] = [new Float64Array(factor.length), new Float64Array(code.length)];
  standardiseColumn(factor, y, of.mean, of.scale);
  standardiseColumn(code, x, on.mean, on.scale);
  const slope = dot(x, y) / x.length;
  return y.reduce((largest, value, i) => Math.max(largest, Math.abs(value - slope * x[i]!)), 0);
}

/** Share of a code's range by which a copy's values may lie off the line through its ends: looser than a copy, and quick to refute. */
const NEAR_A_LINE = 1e-6;

function isNearLine(code: Float64Array, factor: Float64Array, low: number, high: number): boolean {
  const rise = code[high]! - code[low]!;
  const run = factor[high]! - factor[low]!;
  for (let i = 0; i < code.length; i++) {
    const expected = code[low]! + (rise * (factor[i]! - factor[low]!)) / run;
    if (!(Math.abs(code[i]! - expected) <= NEAR_A_LINE * Math.abs(rise))) return false;
  }
  return true;
}

/** A factor up to scale and shift, or rounded to single precision. */
function isCopy(code: Float64Array, factor: Float64Array, low: number, high: number): boolean {
  if (!isNearLine(code, factor, low, high)) return false;
  return code.every((value, i) => value === Math.fround(factor[i]!)) || affineDeviation(code, factor) < COPY_TOLERANCE;
}

/** A factor of fewer values is an affine function of every code that tells them apart: that a code is one shows nothing. */
const TELLING_VALUES = 3;

/** Whether the factor takes enough different values in these rows for a copy of it to be told from a good code. */
function isTelling(factor: Float64Array): boolean {
  const seen = new Set<number>();
  for (const value of factor) {
    seen.add(value);
    if (seen.size >= TELLING_VALUES) return true;
  }
  return false;
}

function extremeRows(values: Float64Array): [low: number, high: number] {
  let low = 0;
  let high = 0;
  for (let i = 1; i < values.length; i++) {
    if (values[i]! < values[low]!) low = i;
    if (values[i]! > values[high]!) high = i;
  }
  return [low, high];
}

/**
 * Refuses codes that cannot be an encoder's honest work. Single dead codes pass: metrics and the diagnosis say what they cost.
 *
 * @param factors n × d
 * @param codes n × m
 * @param observationShape a linear encoder has no more independent codes than its observations have numbers
 * @throws InputError where codes are not finite, all constant, of lower rank than all of these and the varying codes allow, or a factor up
 *   to an affine map
 */
export function assertNotDegenerate(factors: Matrix, codes: Matrix, observationShape: readonly number[]): void {
  const reject = (rule: string, fix: string): never => {
    throw new InputError({ path: 'codes', rule, fix });
  };
  if (!allFinite(codes.data)) reject('hold NaN or infinity', 'check the weights and the range of the activations');
  const columns = Array.from({ length: codes.columns }, (_, j) => column(codes, j));
  if (columns.every(isConstant)) reject('are all constant', 'the encoder has collapsed: train it again');
  const varying = columns.filter((values) => !isConstant(values)).length;
  const observed = observationShape.reduce((size, length) => size * length, 1);
  const wanted = Math.min(varying, factors.columns, observed);
  const rank = codesRank(codes, wanted);
  if (rank < wanted) reject(`span ${rank} dimensions where ${wanted} are needed`, 'drop codes that are combinations of others');
  for (let k = 0; k < factors.columns; k++) {
    const factor = column(factors, k);
    // A rare factor may be absent from a short draw, or there in one row alone.
    if (!isTelling(factor)) continue;
    const [low, high] = extremeRows(factor);
    const copy = columns.findIndex((code) => isCopy(code, factor, low, high));
    if (copy >= 0)
      reject(`column ${copy} is factor ${k} but for scale and shift`, 'submit what the encoder computes from observations');
  }
}
