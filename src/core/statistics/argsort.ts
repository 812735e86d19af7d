/** Below this many values, sorting by insertion beats clearing the histograms. */
const INSERTION_LIMIT = 64;

/** The 64 bits of a key as six digits that no word boundary cuts: 11, 11 and 10 bits of the low word, then of the high one. */
const DIGITS = [
  { word: 0, shift: 0 },
  { word: 0, shift: 11 },
  { word: 0, shift: 22 },
  { word: 1, shift: 0 },
  { word: 1, shift: 11 },
  { word: 1, shift: 22 },
] as const;
const BUCKETS = 2 ** 11;

/**
 * Row numbers in ascending order of `values`; equal values (−0 and 0 are equal) keep their order.
 *
 * Least-significant-digit radix sort on the bits of the float64 values: linear, stable and without comparisons.
 *
 * @param values finite numbers
 */
export function argsort(values: Float64Array): Uint32Array {
  return values.length < INSERTION_LIMIT ? argsortByInsertion(values) : argsortByRadix(values);
}

function argsortByInsertion(values: Float64Array): Uint32Array {
  const order = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    let k = i;
    for (; k > 0 && values[order[k - 1]!]! > value; k--) order[k] = order[k - 1]!;
    order[k] = i;
  }
  return order;
}

/** What sorting needs beside its result, kept from one call to the next: fresh memory costs more than the sorting of short columns. */
const histograms = new Uint32Array(DIGITS.length * BUCKETS);
let wordScratch = new Float64Array(0);
let orderScratch = new Uint32Array(0);

function argsortByRadix(values: Float64Array): Uint32Array {
  const n = values.length;
  if (orderScratch.length < n) {
    wordScratch = new Float64Array(n);
    orderScratch = new Uint32Array(n);
  }
  const words = sortableWords(values, wordScratch.subarray(0, n));
  countDigits(words);
  let order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  let next = orderScratch.subarray(0, n);
  for (let digit = 0; digit < DIGITS.length; digit++) {
    const { word, shift } = DIGITS[digit]!;
    const starts = histograms.subarray(digit * BUCKETS, (digit + 1) * BUCKETS);
    if (!toStarts(starts, n)) continue;
    for (let k = 0; k < n; k++) {
      const row = order[k]!;
      const bucket = (words[2 * row + word]! >>> shift) & (BUCKETS - 1);
      next[starts[bucket]!++] = row;
    }
    [order, next] = [next, order];
  }
  return order.buffer === orderScratch.buffer ? order.slice() : order;
}

/** Writes the values' bits to `target`, mapped so that unsigned order is numeric order: low word, high word, low word, … */
function sortableWords(values: Float64Array, target: Float64Array<ArrayBuffer>): Uint32Array {
  // Adding 0 turns −0 into 0.
  for (let k = 0; k < values.length; k++) target[k] = values[k]! + 0;
  const words = new Uint32Array(target.buffer, target.byteOffset, 2 * values.length);
  for (let k = 0; k < words.length; k += 2) {
    if (words[k + 1]! >>> 31 === 0) words[k + 1] = words[k + 1]! | 0x80000000;
    else {
      words[k] = ~words[k]!;
      words[k + 1] = ~words[k + 1]!;
    }
  }
  return words;
}

/** Counts how often each digit occurs at each of its places. */
function countDigits(words: Uint32Array): void {
  const counts = histograms;
  const mask = BUCKETS - 1;
  counts.fill(0);
  for (let k = 0; k < words.length; k += 2) {
    const low = words[k]!;
    const high = words[k + 1]!;
    counts[low & mask]!++;
    counts[BUCKETS + ((low >>> 11) & mask)]!++;
    counts[2 * BUCKETS + (low >>> 22)]!++;
    counts[3 * BUCKETS + (high & mask)]!++;
    counts[4 * BUCKETS + ((high >>> 11) & mask)]!++;
    counts[5 * BUCKETS + (high >>> 22)]!++;
  }
}

/** Turns counts into where each bucket starts. False where one bucket holds everything, so that the digit orders nothing. */
function toStarts(counts: Uint32Array, n: number): boolean {
  let start = 0;
  for (let bucket = 0; bucket < counts.length; bucket++) {
    const count = counts[bucket]!;
    if (count === n) return false;
    counts[bucket] = start;
    start += count;
  }
  return true;
}
