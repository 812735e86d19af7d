import type { RandomStream } from '../../src/core/random/stream.ts';

/** Changes some bytes; `other` is a second file to take bytes from. */
type ByteMutation = (stream: RandomStream, bytes: Uint8Array, other: Uint8Array) => Uint8Array;

const MAXIMUM_CHANGES = 8;
const MAXIMUM_SPAN = 64;
const EXTREMES = [0x00, 0x01, 0x7f, 0x80, 0xff];

/** Where a span of a file begins and ends. */
function span(stream: RandomStream, length: number): [number, number] {
  const start = stream.below(length);
  return [start, Math.min(length, start + 1 + stream.below(MAXIMUM_SPAN))];
}

function changed(stream: RandomStream, bytes: Uint8Array, change: (byte: number) => number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const count = 1 + stream.below(MAXIMUM_CHANGES);
  for (let i = 0; i < count; i++) {
    const at = stream.below(copy.length);
    copy[at] = change(copy[at]!);
  }
  return copy;
}

const MUTATIONS: readonly ByteMutation[] = [
  (stream, bytes) => changed(stream, bytes, (byte) => byte ^ (1 << stream.below(8))),
  (stream, bytes) => changed(stream, bytes, () => stream.below(256)),
  (stream, bytes) => changed(stream, bytes, () => EXTREMES[stream.below(EXTREMES.length)]!),
  (stream, bytes) => bytes.slice(0, stream.below(bytes.length)),
  (stream, bytes) => {
    const [start, end] = span(stream, bytes.length);
    return Uint8Array.from([...bytes.subarray(0, start), ...bytes.subarray(end)]);
  },
  (stream, bytes) => {
    const [start, end] = span(stream, bytes.length);
    return Uint8Array.from([...bytes.subarray(0, end), ...bytes.subarray(start)]);
  },
  (stream, bytes) => {
    const at = stream.below(bytes.length);
    const inserted = Array.from({ length: 1 + stream.below(MAXIMUM_CHANGES) }, () => stream.below(256));
    return Uint8Array.from([...bytes.subarray(0, at), ...inserted, ...bytes.subarray(at)]);
  },
  (stream, bytes, other) =>
    Uint8Array.from([...bytes.subarray(0, stream.below(bytes.length)), ...other.subarray(stream.below(other.length))]),
];

/** One mutation of a file, drawn from the stream: bits, bytes, ends, spans, and the head of one file on the tail of another. */
export function mutateBytes(stream: RandomStream, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  return MUTATIONS[stream.below(MUTATIONS.length)]!(stream, bytes, other);
}
