/**
 * As much of a WebAssembly assembler as the kernels need. Instructions are lists of bytes, a body is their concatenation.
 *
 * Source: WebAssembly Core Specification 2.0, chapter 5 (binary format).
 */
export type Code = readonly number[];

export type ValueType = 'i32' | 'f32' | 'f64' | 'v128';

const VALUE_TYPES: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };

/** An exported function: parameters and locals are numbered together, in this order. */
export interface FunctionDefinition {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
  readonly locals: readonly ValueType[];
  readonly body: Code;
}

/** Name under which a module imports its memory, as `imports.host.memory`. */
const MEMORY_IMPORT = ['host', 'memory'] as const;

/** Unsigned LEB128. */
function unsigned(value: number): Code {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}

/** Signed LEB128 of a 32-bit integer. */
function signed(value: number): Code {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7) {
    const low = rest & 127;
    if ((rest >> 6 === 0 || rest >> 6 === -1) && rest < 0 === ((low & 64) !== 0)) return [...bytes, low];
    bytes.push(low | 128);
  }
}

/** Little-endian bytes of a float. */
function floatBytes(value: number, size: 4 | 8): Code {
  const view = new DataView(new ArrayBuffer(size));
  if (size === 4) view.setFloat32(0, value, true);
  else view.setFloat64(0, value, true);
  return Array.from({ length: size }, (_, i) => view.getUint8(i));
}

function vector(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()];
}

function text(value: string): Code {
  return vector(Array.from(value, (character) => [character.charCodeAt(0)]));
}

function section(id: number, content: Code): Code {
  return [id, ...unsigned(content.length), ...content];
}

/** A binary module that exports `functions`, numbered from 0, and imports its memory. */
export function assemble(functions: readonly FunctionDefinition[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters, results }) => [
    0x60,
    ...vector(parameters.map((type) => [VALUE_TYPES[type]])),
    ...vector(results.map((type) => [VALUE_TYPES[type]])),
  ]);
  const bodies = functions.map(({ locals, body }) => {
    const code = [...vector(locals.map((type) => [1, VALUE_TYPES[type]])), ...body, 0x0b];
    return [...unsigned(code.length), ...code];
  });
  const [host, memory] = MEMORY_IMPORT;
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(types)),
    ...section(2, vector([[...text(host), ...text(memory), 2, 0, 1]])),
    ...section(3, vector(functions.map((_, index) => unsigned(index)))),
    ...section(7, vector(functions.map(({ name }, index) => [...text(name), 0, ...unsigned(index)]))),
    ...section(10, vector(bodies)),
  ]);
}

const simd = (opcode: number): Code => [0xfd, ...unsigned(opcode)];

/** Memory access at the address on the stack plus `offset`, with a stated alignment (its base-2 logarithm). */
const memory =
  (opcode: Code, alignment: number) =>
  (offset = 0): Code => [...opcode, alignment, ...unsigned(offset)];

const BLOCK_WITHOUT_RESULT = 0x40;

/** One piece of code after the other. */
export const seq = (...parts: readonly Code[]): Code => parts.flat();

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
export const tee = (local: number): Code => [0x22, ...unsigned(local)];
export const call = (index: number): Code => [0x10, ...unsigned(index)];
/** Repeats from its start on `branchIf`. */
export const loop = (...body: readonly Code[]): Code => [0x03, BLOCK_WITHOUT_RESULT, ...body.flat(), 0x0b];
export const when = (...body: readonly Code[]): Code => [0x04, BLOCK_WITHOUT_RESULT, ...body.flat(), 0x0b];
/** To the `depth`-th enclosing block, from 0. */
export const branchIf = (depth: number): Code => [0x0d, ...unsigned(depth)];

export const i32 = {
  const: (value: number): Code => [0x41, ...signed(value)],
  load: memory([0x28], 2),
  load8: memory([0x2d], 0),
  load16: memory([0x2f], 1),
  store: memory([0x36], 2),
  store8: memory([0x3a], 0),
  eqz: [0x45] as Code,
  ne: [0x47] as Code,
  ltU: [0x49] as Code,
  ctz: [0x68] as Code,
  add: [0x6a] as Code,
  sub: [0x6b] as Code,
  mul: [0x6c] as Code,
  and: [0x71] as Code,
  or: [0x72] as Code,
  shl: [0x74] as Code,
  shrU: [0x76] as Code,
};

export const f32 = {
  const: (value: number): Code => [0x43, ...floatBytes(value, 4)],
  load: memory([0x2a], 2),
  gt: [0x5e] as Code,
  add: [0x92] as Code,
};

export const f64 = {
  const: (value: number): Code => [0x44, ...floatBytes(value, 8)],
  load: memory([0x2b], 3),
  store: memory([0x39], 3),
  lt: [0x63] as Code,
  gt: [0x64] as Code,
  ge: [0x66] as Code,
  abs: [0x99] as Code,
  max: [0xa5] as Code,
  add: [0xa0] as Code,
  sub: [0xa1] as Code,
  mul: [0xa2] as Code,
  div: [0xa3] as Code,
  fromI32: [0xb8] as Code,
};

export const i64x2 = {
  shl: simd(0xcb),
  sub: simd(0xd1),
  /** The first two of four integers. */
  extendLowI32x4: simd(0xc7),
};

export const v128 = {
  load: memory(simd(0x00), 3),
  /** Low half from memory, high half 0. */
  load64: memory(simd(0x5d), 3),
  /** One number from memory in both halves. */
  load64Splat: memory(simd(0x0a), 3),
  store: memory(simd(0x0b), 3),
  and: simd(0x4e),
  or: simd(0x50),
  /** Bits of the first where the third has ones, of the second elsewhere. */
  select: simd(0x52),
  anyTrue: simd(0x53),
  const: (bytes: Code): Code => [...simd(0x0c), ...bytes],
};

export const i32x4 = {
  splat: simd(0x11),
  /** Towards zero, of two numbers; the other two integers are 0. */
  truncateF64x2: simd(0xfc),
};

export const i8x16 = {
  /** Bytes of the first vector at the indices in the second; 0 for an index beyond 15. */
  swizzle: simd(0x0e),
};

export const f64x2 = {
  /** The same number in both halves. */
  const: (value: number): Code => [...simd(0x0c), ...floatBytes(value, 8), ...floatBytes(value, 8)],
  splat: simd(0x14),
  extract: (lane: 0 | 1): Code => [...simd(0x21), lane],
  ne: simd(0x48),
  gt: simd(0x4a),
  ge: simd(0x4c),
  floor: simd(0x75),
  abs: simd(0xec),
  sqrt: simd(0xef),
  add: simd(0xf0),
  sub: simd(0xf1),
  mul: simd(0xf2),
  div: simd(0xf3),
  /** Lane-wise minimum and maximum of numbers that are not NaN. */
  pmin: simd(0xf6),
  pmax: simd(0xf7),
  /** The first two of four integers. */
  fromLowI32x4: simd(0xfe),
};
