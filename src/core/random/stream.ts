import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { ln } from '../mathematics.ts';
import { normalQuantile } from './normal-quantile.ts';
import { threefry4x32 } from './threefry.ts';

/** One part of a stream's name. Numbers and strings are kept apart: `1` and `'1'` name different streams. */
export type NamePart = string | number;

const TWO_POW_MINUS_52 = 2 ** -52;

/**
 * A named sequence of random numbers.
 *
 * The key is the first 128 bits of SHA-256 over the name as JSON, so two different names never share numbers, and any part of
 * the suite can be recomputed alone, in any order, on any host. Every draw of `uniform`, `normal`, `laplace` and `below`
 * consumes one 64-bit half of a Threefry block.
 */
export class RandomStream {
  readonly name: readonly NamePart[];
  readonly #key: Uint32Array;
  readonly #block = new Uint32Array(4);
  #position = 0;
  #high = 0;
  #low = 0;

  constructor(...name: readonly NamePart[]) {
    this.name = name;
    const digest = sha256(utf8ToBytes(JSON.stringify(name)));
    const view = new DataView(digest.buffer, digest.byteOffset);
    this.#key = Uint32Array.from([0, 4, 8, 12], (offset) => view.getUint32(offset, true));
  }

  /** An independent stream whose name is this one's with `parts` appended. It does not depend on what was drawn here. */
  child(...parts: readonly NamePart[]): RandomStream {
    return new RandomStream(...this.name, ...parts);
  }

  #next(): void {
    const half = this.#position & 1;
    if (half === 0) {
      const index = this.#position / 2;
      threefry4x32(this.#key, index >>> 0, Math.floor(index / 2 ** 32), 0, 0, this.#block);
    }
    this.#high = this.#block[half * 2]!;
    this.#low = this.#block[half * 2 + 1]!;
    this.#position++;
  }

  /** Uniform on the open interval (0, 1): (k + ½)·2⁻⁵² with k of 52 bits. Never 0 or 1, symmetric about ½. */
  uniform(): number {
    this.#next();
    return ((this.#high >>> 6) * 2 ** 26 + (this.#low >>> 6) + 0.5) * TWO_POW_MINUS_52;
  }

  /** Standard normal, by inversion. */
  normal(): number {
    return normalQuantile(this.uniform());
  }

  /** Laplace with mean 0 and variance 1 (scale 1/√2), by inversion. */
  laplace(): number {
    const u = this.uniform() - 0.5;
    const magnitude = -ln(1 - 2 * Math.abs(u)) * Math.SQRT1_2;
    return u < 0 ? -magnitude : magnitude;
  }

  /** Uniform integer in 0 … bound − 1, without bias (rejection). @param bound 1 … 2³² */
  below(bound: number): number {
    do this.#next();
    while (
      // The remainder is asked for only where it can matter: it is slow, and few numbers are so large.
      this.#high >= 2 ** 32 - bound &&
      this.#high >= 2 ** 32 - (2 ** 32 % bound)
    );
    return this.#high % bound;
  }

  /** A fair sign, −1 or 1. */
  sign(): number {
    return this.below(2) === 0 ? -1 : 1;
  }

  /** Uniformly random permutation of 0 … length − 1 (Fisher-Yates). */
  permutation(length: number): Int32Array {
    const order = new Int32Array(length);
    for (let i = 0; i < length; i++) order[i] = i;
    for (let i = length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const swapped = order[i]!;
      order[i] = order[j]!;
      order[j] = swapped;
    }
    return order;
  }

  /** `count` different elements of 0 … length − 1 in random order. */
  choice(length: number, count: number): Int32Array {
    return this.permutation(length).slice(0, count);
  }

  /** Fills `target` with standard normals. */
  fillNormal(target: Float64Array): Float64Array {
    for (let i = 0; i < target.length; i++) target[i] = this.normal();
    return target;
  }
}
