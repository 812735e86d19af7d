import type { OnnxTensor } from './messages.ts';
import { DATA_TYPES } from './tensor-faults.ts';

const HALF_FRACTION = 2 ** 10;
const HALF_BIAS = 15;
const HALF_EXPONENTS = 31;

/** The number that 16 bits stand for. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & HALF_EXPONENTS;
  const fraction = bits & (HALF_FRACTION - 1);
  if (exponent === HALF_EXPONENTS) return fraction ? Number.NaN : sign * Infinity;
  if (exponent === 0) return sign * fraction * 2 ** (1 - HALF_BIAS - 10);
  return sign * (1 + fraction / HALF_FRACTION) * 2 ** (exponent - HALF_BIAS);
}

type Reader = readonly [width: number, read: (view: DataView, offset: number) => number];

const READERS: ReadonlyMap<number, Reader> = new Map<number, Reader>([
  [DATA_TYPES.float32, [4, (view, offset) => view.getFloat32(offset, true)]],
  [DATA_TYPES.uint8, [1, (view, offset) => view.getUint8(offset)]],
  [DATA_TYPES.int8, [1, (view, offset) => view.getInt8(offset)]],
  [DATA_TYPES.int32, [4, (view, offset) => view.getInt32(offset, true)]],
  [DATA_TYPES.int64, [8, (view, offset) => Number(view.getBigInt64(offset, true))]],
  [DATA_TYPES.bool, [1, (view, offset) => view.getUint8(offset)]],
  [DATA_TYPES.float16, [2, (view, offset) => halfToNumber(view.getUint16(offset, true))]],
  [DATA_TYPES.float64, [8, (view, offset) => view.getFloat64(offset, true)]],
]);

const FLOATING: ReadonlySet<number> = new Set([DATA_TYPES.float32, DATA_TYPES.float16, DATA_TYPES.float64]);

/** Whether values of this element type have fractions. */
export function isFloating(dataType: number | undefined): boolean {
  return FLOATING.has(dataType ?? 0);
}

function typedValues({ dataType, floatData, doubleData, int64Data, int32Data }: OnnxTensor): readonly number[] {
  switch (dataType) {
    case DATA_TYPES.float32:
      return floatData;
    case DATA_TYPES.float64:
      return doubleData;
    case DATA_TYPES.int64:
      return int64Data;
    case DATA_TYPES.float16:
      return int32Data.map(halfToNumber);
    default:
      return int32Data;
  }
}

/** The values of a tensor without faults, in C order; undefined where its element type is not one of ours. */
export function tensorValues(tensor: OnnxTensor): readonly number[] | undefined {
  const reader = READERS.get(tensor.dataType ?? 0);
  if (!reader) return undefined;
  if (!tensor.rawData) return typedValues(tensor);
  const [width, read] = reader;
  const view = new DataView(tensor.rawData.buffer, tensor.rawData.byteOffset, tensor.rawData.byteLength);
  return Array.from({ length: Math.floor(view.byteLength / width) }, (_, i) => read(view, i * width));
}
