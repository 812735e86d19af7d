/** One place where two documents differ. */
export interface Mismatch {
  /** JSON pointer into the record. */
  readonly path: string;
  readonly expected: unknown;
  readonly got: unknown;
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object';
}

/** Every leaf in which two JSON documents differ, bit for bit; something absent is undefined. */
export function compareDocuments(expected: unknown, got: unknown, path = ''): Mismatch[] {
  if (isContainer(expected) && isContainer(got) && Array.isArray(expected) === Array.isArray(got)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(got)])];
    return keys.flatMap((key) => compareDocuments(expected[key], got[key], `${path}/${key}`));
  }
  return Object.is(expected, got) ? [] : [{ path, expected, got }];
}

/** A leaf as text: JSON knows neither −0 nor absence. */
export function formatValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  return Object.is(value, -0) ? '-0' : JSON.stringify(value);
}

/** One line for a terminal. */
export function formatMismatch({ path, expected, got }: Mismatch): string {
  return `${path}: expected ${formatValue(expected)}, got ${formatValue(got)}`;
}
