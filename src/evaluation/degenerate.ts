import { InputError } from '../core/input-error.ts';
import { column, type Matrix } from '../core/matrix.ts';

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
    const mean = values.reduce((sum, value) => sum + value, 0) / rows;
    for (let i = 0; i < rows; i++) values[i] = values[i]! - mean;
    const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
    if (length > 0) units.push(values.map((value) => value / length));
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
  let rank = 0;
  while (rank < wanted) {
    const norms = units.map((values) => dot(values, values));
    const pivot = norms.indexOf(Math.max(...norms, 0));
    const norm = norms[pivot] ?? 0;
    if (norm <= RESIDUAL_SHARE) break;
    rank++;
    const direction = units[pivot]!.map((value) => value / Math.sqrt(norm));
    for (const values of units) {
      const projection = dot(values, direction);
      for (let i = 0; i < values.length; i++) values[i] = values[i]! - projection * direction[i]!;
    }
  }
  return rank;
}

function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0]);
}

function isCopy(code: Float64Array, factor: Float64Array): boolean {
  return code.every((value, i) => value === factor[i]) || code.every((value, i) => value === Math.fround(factor[i]!));
}

/**
 * Refuses codes that cannot be an encoder's honest work.
 *
 * @param factors n × d
 * @param codes n × m
 * @param observationShape a linear encoder has no more independent codes than its observations have numbers
 * @throws InputError where codes are not finite, all constant, of lower rank than all of these allow, or a factor to the last bit
 */
export function assertNotDegenerate(factors: Matrix, codes: Matrix, observationShape: readonly number[]): void {
  const reject = (rule: string, fix: string): never => {
    throw new InputError({ path: 'codes', rule, fix });
  };
  if (!codes.data.every(Number.isFinite)) reject('hold NaN or infinity', 'check the weights and the range of the activations');
  const columns = Array.from({ length: codes.columns }, (_, j) => column(codes, j));
  if (columns.every(isConstant)) reject('are all constant', 'the encoder has collapsed: train it again');
  const observed = observationShape.reduce((size, length) => size * length, 1);
  const wanted = Math.min(codes.columns, factors.columns, observed);
  const rank = codesRank(codes, wanted);
  if (rank < wanted)
    reject(`span ${rank} dimensions where ${wanted} are needed`, 'drop codes that are constant or combinations of others');
  for (let k = 0; k < factors.columns; k++) {
    const factor = column(factors, k);
    // A rare factor may be absent from a short draw, and dead codes are allowed.
    if (isConstant(factor)) continue;
    const copy = columns.findIndex((code) => isCopy(code, factor));
    if (copy >= 0) reject(`column ${copy} is factor ${k} to the last bit`, 'submit what the encoder computes from observations');
  }
}
