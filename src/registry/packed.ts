import { utf8ToBytes } from '@noble/hashes/utils.js';
import Type from 'typebox';
import { createValidator } from './validator.ts';

const textList = createValidator(Type.Array(Type.String()));

/** What a JSON value looks like, its numbers and texts left out. Values of one look share one. */
type Shape =
  | 'number'
  | 'string'
  | { readonly constant: boolean | null }
  | { readonly list: readonly Shape[] }
  | { readonly keys: readonly string[]; readonly values: readonly Shape[] };

/** A JSON value in a quarter of the memory that it takes as objects. */
export interface Packed {
  readonly shape: Shape;
  /** Numbers in the order in which they stand. */
  readonly numbers: Float64Array;
  /** Texts in the order in which they stand, as a JSON list. */
  readonly texts: Uint8Array;
}

function shapeOf(value: unknown, numbers: number[], texts: string[]): Shape {
  if (typeof value === 'number') {
    numbers.push(value);
    return 'number';
  }
  if (typeof value === 'string') {
    texts.push(value);
    return 'string';
  }
  if (typeof value === 'boolean' || value === null) return { constant: value };
  if (Array.isArray(value)) return { list: value.map((element) => shapeOf(element, numbers, texts)) };
  const entries = Object.entries(value as object);
  return { keys: entries.map(([key]) => key), values: entries.map(([, element]) => shapeOf(element, numbers, texts)) };
}

/** Where the next number and the next text lie. */
interface Leaves {
  readonly numbers: Float64Array;
  readonly texts: readonly string[];
  number: number;
  text: number;
}

function fill(shape: Shape, leaves: Leaves): unknown {
  if (shape === 'number') return leaves.numbers[leaves.number++]!;
  if (shape === 'string') return leaves.texts[leaves.text++]!;
  if ('constant' in shape) return shape.constant;
  if ('list' in shape) return shape.list.map((element) => fill(element, leaves));
  const filled: Record<string, unknown> = {};
  for (let i = 0; i < shape.keys.length; i++) filled[shape.keys[i]!] = fill(shape.values[i]!, leaves);
  return filled;
}

/** Values that were unpacked last: whoever shows a record asks for it a dozen times. */
const KEPT = 64;

/** Packs JSON values of one type, most of which look alike, and unpacks them. */
export class Packer<T> {
  readonly #shapes = new Map<string, Shape>();
  readonly #recent = new Map<Packed, T>();

  /** @param value without a key `__proto__` */
  pack(value: T): Packed {
    const numbers: number[] = [];
    const texts: string[] = [];
    const shape = shapeOf(value, numbers, texts);
    const look = JSON.stringify(shape);
    const known = this.#shapes.get(look);
    if (known === undefined) this.#shapes.set(look, shape);
    return { shape: known ?? shape, numbers: Float64Array.from(numbers), texts: utf8ToBytes(JSON.stringify(texts)) };
  }

  /** An equal value, keys in the same order. It may be the same object as before: it is not to be changed. */
  unpack(packed: Packed): T {
    const recent = this.#recent.get(packed);
    if (recent !== undefined) return recent;
    const texts = textList.parse(new TextDecoder().decode(packed.texts), 'packed texts');
    // What is packed is of type T: it comes out as it went in.
    // eslint-disable-next-line custodes/validated-documents
    const value = fill(packed.shape, { numbers: packed.numbers, texts, number: 0, text: 0 }) as T;
    this.#recent.set(packed, value);
    // The oldest goes: maps keep the order in which their keys came.
    if (this.#recent.size > KEPT) this.#recent.delete(this.#recent.keys().next().value!);
    return value;
  }
}
