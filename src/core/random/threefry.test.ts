import { describe, expect, it } from 'vitest';
import { threefry4x32 } from './threefry.ts';

/** Known answers published with the authors' library (Random123, kat_vectors, threefry4x32 with 20 rounds). */
const PUBLISHED = [
  {
    name: 'zeros',
    counter: [0, 0, 0, 0],
    key: [0, 0, 0, 0],
    words: [0x9c6ca96a, 0xe17eae66, 0xfc10ecd4, 0x5256a7d8],
  },
  {
    name: 'ones',
    counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    key: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    words: [0x2a881696, 0x57012287, 0xf6c7446e, 0xa16a6732],
  },
  {
    name: 'the digits of pi',
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    key: [0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89],
    words: [0x59cd1dbb, 0xb8879579, 0x86b5d00c, 0xac8b6d84],
  },
] as const;

describe('Threefry-4x32-20', () => {
  it.each(PUBLISHED)('gives the published block for $name', ({ counter, key, words }) => {
    const block = new Uint32Array(4);
    threefry4x32(Uint32Array.from(key), ...(counter as readonly [number, number, number, number]), block);
    expect([...block]).toEqual(words);
  });
});
