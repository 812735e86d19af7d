const PAGE = 2 ** 16;
const F64 = 8;

/** A view of a memory that has room for `length` float64 numbers: the one given, or a new one after the memory has grown. */
export function growTo(memory: WebAssembly.Memory, view: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  if (length <= view.length) return view;
  memory.grow(Math.ceil((length * F64 - memory.buffer.byteLength) / PAGE));
  return new Float64Array(memory.buffer);
}
