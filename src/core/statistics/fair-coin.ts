/**
 * P(X ≥ least) for the number X of heads in `tosses` throws of a fair coin.
 *
 * Exact up to rounding of the sum: each term is a ratio of the one before, and 2^−tosses is a power of two.
 *
 * @param tosses at most 1,000, so that 2^−tosses is a normal number
 */
export function fairCoinTail(least: number, tosses: number): number {
  if (!Number.isInteger(tosses) || tosses < 0 || tosses > 1000)
    throw new RangeError(`${tosses} tosses are not between 0 and 1000`);
  if (least <= 0) return 1;
  // The shorter tail has the smaller terms first, so that none is lost.
  if (2 * least <= tosses) return 1 - fairCoinTail(tosses - least + 1, tosses);
  let term = 2 ** -tosses;
  let sum = 0;
  for (let tails = 0; tails <= tosses - least; tails++) {
    sum += term;
    term = (term * (tosses - tails)) / (tails + 1);
  }
  return Math.min(1, sum);
}
