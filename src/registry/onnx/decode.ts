import protobuf from 'protobufjs/light.js';
import { messageType, type OnnxModel } from './messages.ts';

/** Flatbuffers of ONNX Runtime's own format carry this at byte 4; the runtime would read them without looking at the protobuf. */
const RUNTIME_FORMAT_MARK = 'ORTM';
const RUNTIME_FORMAT_OFFSET = 4;

/** Why some bytes are no ONNX model. */
export interface DecodeFailure {
  readonly rule: string;
  readonly fix: string;
}

const RE_EXPORT = 'export the model again and check that the file is complete';

/** Whether any message below carries fields that the specification does not know. */
function hasUnknownFields(value: unknown): boolean {
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return false;
  if (Array.isArray(value)) return typeof value[0] === 'object' && value.some(hasUnknownFields);
  if ('$unknowns' in value && Array.isArray(value.$unknowns) && value.$unknowns.length > 0) return true;
  return Object.values(value).some(hasUnknownFields);
}

/**
 * Reads a serialised ModelProto. 64-bit integers become numbers, absent fields their defaults; what is left of a message after
 * decoding is what the runtime sees too: repeated singular messages are merged, as the protobuf specification demands.
 */
export function decodeModel(bytes: Uint8Array): OnnxModel | DecodeFailure {
  const mark = String.fromCharCode(...bytes.subarray(RUNTIME_FORMAT_OFFSET, RUNTIME_FORMAT_OFFSET + RUNTIME_FORMAT_MARK.length));
  if (mark === RUNTIME_FORMAT_MARK) return { rule: "is in ONNX Runtime's own format", fix: 'submit the .onnx file itself' };
  const type = messageType('ModelProto');
  try {
    const reader = protobuf.Reader.create(bytes);
    reader.discardUnknown = false;
    const message = type.decode(reader);
    if (hasUnknownFields(message)) {
      return { rule: 'has fields outside the ONNX specification', fix: 'export with a standard ONNX exporter' };
    }
    // `longs: Number` may round; every use compares against small bounds, so that a rounded value is out of bounds as well.
    return type.toObject(message, { longs: Number, arrays: true, defaults: false }) as OnnxModel;
  } catch {
    return { rule: 'is not a readable ONNX model', fix: RE_EXPORT };
  }
}
