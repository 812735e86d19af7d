/**
 * Threefry-4x32 with 20 rounds: a counter-based generator. A 128-bit key and a 128-bit counter give 128 random bits.
 *
 * Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. It needs only 32-bit
 * additions, rotations and exclusive or, which are exact in every engine.
 */
const PARITY = 0x1bd11bda;

/** Rotation distances of the two words pairs, by round modulo 8. */
const ROTATIONS = [
  [10, 26],
  [11, 21],
  [13, 27],
  [23, 5],
  [6, 20],
  [17, 11],
  [25, 10],
  [18, 20],
] as const;

const ROUNDS = 20;

/** The key with its parity: fresh memory for each block would cost as much as the block. */
const schedule = new Int32Array(5);

/** Writes the four output words of block (`c0`, `c1`, `c2`, `c3`) under the four-word `key` to `out`. */
export function threefry4x32(key: Uint32Array, c0: number, c1: number, c2: number, c3: number, out: Uint32Array): void {
  const k0 = key[0]! | 0;
  const k1 = key[1]! | 0;
  const k2 = key[2]! | 0;
  const k3 = key[3]! | 0;
  schedule[0] = k0;
  schedule[1] = k1;
  schedule[2] = k2;
  schedule[3] = k3;
  schedule[4] = PARITY ^ k0 ^ k1 ^ k2 ^ k3;
  let x0 = (c0 + k0) | 0;
  let x1 = (c1 + k1) | 0;
  let x2 = (c2 + k2) | 0;
  let x3 = (c3 + k3) | 0;
  for (let round = 0; round < ROUNDS; round++) {
    const [a, b] = ROTATIONS[round & 7]!;
    if ((round & 1) === 0) {
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << a) | (x1 >>> (32 - a))) ^ x0;
      x2 = (x2 + x3) | 0;
      x3 = ((x3 << b) | (x3 >>> (32 - b))) ^ x2;
    } else {
      x0 = (x0 + x3) | 0;
      x3 = ((x3 << a) | (x3 >>> (32 - a))) ^ x0;
      x2 = (x2 + x1) | 0;
      x1 = ((x1 << b) | (x1 >>> (32 - b))) ^ x2;
    }
    if ((round & 3) === 3) {
      const injection = (round + 1) >>> 2;
      x0 = (x0 + schedule[injection % 5]!) | 0;
      x1 = (x1 + schedule[(injection + 1) % 5]!) | 0;
      x2 = (x2 + schedule[(injection + 2) % 5]!) | 0;
      x3 = (x3 + schedule[(injection + 3) % 5]! + injection) | 0;
    }
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}
