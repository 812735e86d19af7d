/** Shown where there is no number. */
export const ABSENT = '–';

const MINUS = '−';
const SCORE_DECIMALS = 3;

function withMinus(text: string): string {
  return text.replace('-', MINUS);
}

/** A score with a fixed number of decimals, so that columns align at the decimal point. */
export function formatScore(score: number | null | undefined, decimals = SCORE_DECIMALS): string {
  if (score === null || score === undefined || !Number.isFinite(score)) return ABSENT;
  const text = score.toFixed(decimals);
  // A tiny negative number must not print as −0.000.
  return withMinus(Number(text) === 0 ? (0).toFixed(decimals) : text);
}

/** A difference of scores with its sign: “+0.012”, “−0.003”, “0.000”. */
export function formatChange(change: number): string {
  const text = formatScore(change);
  return change > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** “0.912 to 0.934”, or a dash. */
export function formatInterval(lower: number | null, upper: number | null, decimals = SCORE_DECIMALS): string {
  if (lower === null || upper === null) return ABSENT;
  return `${formatScore(lower, decimals)} to ${formatScore(upper, decimals)}`;
}

/** A difference or p-value that may be tiny: two significant digits, in powers of ten below a thousandth. */
export function formatSmall(value: number): string {
  if (value === 0) return '0';
  if (Math.abs(value) >= 0.001) return withMinus(value.toPrecision(2));
  const [mantissa, exponent] = value.toExponential(1).split('e');
  return `${withMinus(mantissa!)} × 10${superscript(Number(exponent))}`;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function superscript(exponent: number): string {
  const digits = String(Math.abs(exponent)).replaceAll(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]!);
  return exponent < 0 ? `⁻${digits}` : digits;
}

/** 20000 → “20 000”, with thin no-break spaces. */
export function formatCount(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** 0.634 → “63%”. */
export function formatPercent(share: number): string {
  return `${withMinus(String(Math.round(100 * share)))}%`;
}

/** “3 instances”, “1 instance”. */
export function formatQuantity(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/** Bytes in MB or kB, one decimal. */
export function formatBytes(bytes: number): string {
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e3).toFixed(1)} kB`;
}

/** A short time: milliseconds, or seconds from ten of them. */
export function formatDuration(milliseconds: number): string {
  return milliseconds < 10_000 ? `${formatCount(Math.round(milliseconds))} ms` : `${Math.round(milliseconds / 1000)} s`;
}

/** “a”, “a and b”, “a, b and c”. */
export function formatList(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
