import type { OnnxTensor } from './messages.ts';

/** TensorProto.DataType, as far as submissions may use it. */
export const DATA_TYPES = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7, bool: 9, float16: 10, float64: 11 } as const;

const BYTES: ReadonlyMap<number, number> = new Map([
  [DATA_TYPES.float32, 4],
  [DATA_TYPES.uint8, 1],
  [DATA_TYPES.int8, 1],
  [DATA_TYPES.int32, 4],
  [DATA_TYPES.int64, 8],
  [DATA_TYPES.bool, 1],
  [DATA_TYPES.float16, 2],
  [DATA_TYPES.float64, 8],
]);

const EXTERNAL = 1;

export interface TensorFault {
  readonly rule: string;
  readonly fix: string;
}

/** Bytes of the tensor by its own declaration, or NaN for a type that is not allowed. */
export function declaredBytes({ dims, dataType }: OnnxTensor): number {
  return dims.reduce((product, dimension) => product * dimension, 1) * (BYTES.get(dataType ?? 0) ?? Number.NaN);
}

function typedValues(tensor: OnnxTensor): readonly number[] {
  switch (tensor.dataType) {
    case DATA_TYPES.float32:
      return tensor.floatData;
    case DATA_TYPES.float64:
      return tensor.doubleData;
    case DATA_TYPES.int64:
      return tensor.int64Data;
    default:
      return tensor.int32Data;
  }
}

/** Fields that may hold values; a tensor has its own in one of them. */
function places({ rawData, floatData, int32Data, int64Data, doubleData, uint64Data, stringData }: OnnxTensor): number {
  const lists = [floatData, int32Data, int64Data, doubleData, uint64Data, stringData];
  return lists.filter(({ length }) => length > 0).length + (rawData ? 1 : 0);
}

/** The first thing that is wrong with a tensor, or null. @param oneFile how the exporter keeps weights inside the file */
export function tensorFault(tensor: OnnxTensor, oneFile: string): TensorFault | null {
  if (tensor.dataLocation === EXTERNAL || tensor.externalData.length > 0) {
    return { rule: 'keeps its values in another file', fix: `export with all weights in the file: ${oneFile}` };
  }
  const width = BYTES.get(tensor.dataType ?? 0);
  if (width === undefined) {
    return { rule: `has element type ${tensor.dataType ?? 0}`, fix: `use one of ${Object.keys(DATA_TYPES).join(', ')}` };
  }
  if (tensor.segment || tensor.dims.some((dimension) => !Number.isSafeInteger(dimension) || dimension < 0)) {
    return { rule: 'has a negative dimension or is cut in segments', fix: 'export with a standard ONNX exporter' };
  }
  if (places(tensor) > 1) {
    return {
      rule: `holds values in ${places(tensor)} fields, of which it may have one`,
      fix: 'export with a standard ONNX exporter',
    };
  }
  const typed = typedValues(tensor);
  const declared = declaredBytes(tensor);
  const held = tensor.rawData ? tensor.rawData.byteLength : typed.length * width;
  if (held !== declared) {
    return {
      rule: `declares ${declared} bytes but holds ${held}`,
      fix: 'export the model again and check that the file is complete',
    };
  }
  return null;
}
