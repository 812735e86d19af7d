import type { OnnxNode, OnnxTensor } from '../messages.ts';
import { isExact, isFolded } from '../exact-values.ts';
import { exactQuotient, minus, plus, signOf, times, type Quantity } from '../quantity.ts';
import type { ShapedTensor } from '../row-layout.ts';
import { floatOf, floatsOf, hasAttribute, integerOf, integersOf, sizeOf, tensorOf } from '../shape-values.ts';
import { DATA_TYPES } from '../tensor-faults.ts';
import { isFloating, tensorValues } from '../tensor-values.ts';
import { constant, countOf, MAXIMUM_VALUES, type TracedTensor } from '../traced-tensor.ts';
import { impossible } from '../untraceable.ts';
import type { Inputs } from './trace-rule.ts';

/** A tensor of the file. */
export function tracedConstant(tensor: OnnxTensor): TracedTensor {
  const { dims, dataType } = tensor;
  if (sizeOf(dims) > MAXIMUM_VALUES || !isFolded(dataType)) return { shape: dims };
  const values = tensorValues(tensor);
  // A byte that stands for true may be any; the runtime computes with it.
  if (dataType === DATA_TYPES.bool && values?.some((value) => value !== 0 && value !== 1)) return { shape: dims };
  return constant(dims, values, !isFloating(dataType));
}

/** The value of a Constant node. */
export function constantNode(node: OnnxNode): TracedTensor {
  const tensor = tensorOf(node, 'value');
  if (tensor) return tracedConstant(tensor);
  if (hasAttribute(node, 'value_int')) return constant([], [integerOf(node, 'value_int', 0)]);
  if (hasAttribute(node, 'value_float')) return constant([], [floatOf(node, 'value_float', 0)], false);
  if (hasAttribute(node, 'value_ints')) return constant([integersOf(node, 'value_ints')!.length], integersOf(node, 'value_ints'));
  if (!hasAttribute(node, 'value_floats')) impossible('has no value');
  return constant([floatsOf(node, 'value_floats')!.length], floatsOf(node, 'value_floats'), false);
}

type Operate = (operands: readonly Quantity[], integer: boolean) => Quantity | undefined;

const decide = (a: Quantity, b: Quantity, holds: (sign: number) => boolean): Quantity | undefined => {
  const sign = signOf(minus(a, b));
  return sign === undefined ? undefined : Number(holds(sign));
};
const number = (value: Quantity | undefined) => (typeof value === 'number' ? value : undefined);
const ofNumbers =
  (operate: (...values: number[]) => number): Operate =>
  (operands) => {
    const values = operands.map(number);
    return values.every((value) => value !== undefined) ? operate(...values) : undefined;
  };
/** The first that is not exceeded by any other, whatever the batch. */
const extreme =
  (wanted: 1 | -1): Operate =>
  (operands) =>
    operands.find((a) => operands.every((b) => [0, wanted].includes(signOf(minus(a, b)) ?? -wanted)));

const divide: Operate = ([a, b], integer) => {
  if (!integer) return ofNumbers((x, y) => x / y)([a!, b!], integer) ?? exactQuotient(a!, b!);
  return ofNumbers((x, y) => Math.trunc(x / y))([a!, b!], integer) ?? exactQuotient(a!, b!);
};

/** Arithmetic by which exporters compute sizes. Booleans are 0 and 1. */
const ARITHMETIC: Readonly<Record<string, Operate>> = {
  Add: ([a, b]) => plus(a!, b!),
  Sub: ([a, b]) => minus(a!, b!),
  Mul: ([a, b]) => times(a!, b!),
  Div: divide,
  Mod: ofNumbers((a, b) => (b === 0 ? Number.NaN : a - Math.floor(a / b) * b)),
  Neg: ([a]) => minus(0, a!),
  Abs: ([a]) => (signOf(a!) === undefined ? undefined : signOf(a!)! < 0 ? minus(0, a!) : a),
  Max: extreme(1),
  Min: extreme(-1),
  Equal: ([a, b]) => decide(a!, b!, (sign) => sign === 0),
  Greater: ([a, b]) => decide(a!, b!, (sign) => sign > 0),
  GreaterOrEqual: ([a, b]) => decide(a!, b!, (sign) => sign >= 0),
  Less: ([a, b]) => decide(a!, b!, (sign) => sign < 0),
  LessOrEqual: ([a, b]) => decide(a!, b!, (sign) => sign <= 0),
  Not: ofNumbers((a) => Number(a === 0)),
  And: ofNumbers((a, b) => Number(a !== 0 && b !== 0)),
  Or: ofNumbers((a, b) => Number(a !== 0 || b !== 0)),
  Floor: ofNumbers(Math.floor),
  Ceil: ofNumbers(Math.ceil),
  Sqrt: ofNumbers(Math.sqrt),
  Identity: ([a]) => a,
  Where: ([condition, yes, no]) => (typeof condition === 'number' ? (condition ? yes : no) : undefined),
};

const BOOLEAN: ReadonlySet<string> = new Set('Equal Greater GreaterOrEqual Less LessOrEqual Not And Or'.split(' '));

/** The operand's value that is stretched to a place of the result. */
function valueAt({ shape, values }: ShapedTensor, result: readonly number[], place: number): Quantity {
  let offset = 0;
  let stride = 1;
  let rest = place;
  for (let axis = result.length - 1, own = shape.length - 1; own >= 0; axis--, own--) {
    const size = shape[own]!;
    offset += size === 1 ? 0 : (rest % result[axis]!) * stride;
    rest = Math.floor(rest / result[axis]!);
    stride *= size;
  }
  return values![offset]!;
}

/** How many operands an operator needs, where not two: a hostile node may have fewer. */
const OPERANDS: Readonly<Record<string, number>> = {
  Neg: 1,
  Abs: 1,
  Not: 1,
  Floor: 1,
  Ceil: 1,
  Sqrt: 1,
  Identity: 1,
  Where: 3,
  Max: 1,
  Min: 1,
};

/** Hands values on as they are. */
const PASSES: ReadonlySet<string> = new Set(['Identity', 'Where']);

/** Values of an elementwise result, where all operands have theirs and the runtime computes the same. */
export function computed(node: OnnxNode, inputs: Inputs, shape: ShapedTensor): TracedTensor {
  const { opType = '' } = node;
  const operate = ARITHMETIC[opType];
  const operands = inputs.filter((input) => input !== undefined);
  const count = countOf(shape.shape);
  if (!operate || shape.rows || count === null || count > MAXIMUM_VALUES || !operands.every(({ values }) => values)) return shape;
  if (operands.length < (OPERANDS[opType] ?? 2)) return shape;
  // The remainder of C has another sign.
  if (opType === 'Mod' && integerOf(node, 'fmod', 0) !== 0) return shape;
  const sizes = shape.shape as readonly number[];
  const integer = operands.at(-1)!.integer ?? true;
  const known = operands.every((operand) => operand.values!.every((value) => isExact(value, operand.integer ?? true)));
  if (!known && !PASSES.has(opType)) return shape;
  const values = Array.from({ length: count }, (_, place) => {
    const value = operate(
      operands.map((operand) => valueAt(operand, sizes, place)),
      integer,
    );
    return integer || typeof value !== 'number' ? value : Math.fround(value);
  });
  const whole = integer || BOOLEAN.has(opType);
  if (!PASSES.has(opType) && !values.every((value) => isExact(value, whole))) return shape;
  return constant(sizes, values, whole);
}
