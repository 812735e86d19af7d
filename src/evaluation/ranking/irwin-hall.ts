function factorial(n: number): bigint {
  let product = 1n;
  for (let i = 2; i <= n; i++) product *= BigInt(i);
  return product;
}

/** Digits that the quotient of two integers is computed to before it becomes a float64. */
const SCALE = BigInt(`1${'0'.repeat(30)}`);

function power(base: bigint, exponent: number): bigint {
  let product = 1n;
  for (let i = 0; i < exponent; i++) product *= base;
  return product;
}

/**
 * P(U₁ + … + U_N ≤ numerator / denominator) for independent uniform U on [0, 1], in exact integer arithmetic: the alternating sum of the
 * closed form loses all digits in float64 from N = 25 on.
 *
 * Source: Irwin, Biometrika 19 (1927); Hall, ibid.
 *
 * @param numerator,denominator of the bound, integers; denominator positive
 */
export function irwinHall(count: number, numerator: number, denominator: number): number {
  if (![count, numerator, denominator].every(Number.isSafeInteger) || count < 1 || denominator < 1)
    throw new RangeError('count, numerator and denominator are positive whole numbers');
  if (numerator <= 0) return 0;
  if (numerator >= count * denominator) return 1;
  const [x, b] = [BigInt(numerator), BigInt(denominator)];
  let sum = 0n;
  let binomial = 1n;
  for (let k = 0; BigInt(k) * b <= x; k++) {
    const term = binomial * power(x - BigInt(k) * b, count);
    sum += k % 2 === 0 ? term : -term;
    binomial = (binomial * BigInt(count - k)) / BigInt(k + 1);
  }
  return Number((sum * SCALE) / (factorial(count) * power(b, count))) / Number(SCALE);
}
