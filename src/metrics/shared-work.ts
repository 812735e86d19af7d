import type { PairedData } from './paired-data.ts';

/** A function of the data that several groups call: computed on the first call, kept as long as the data is. */
export function shareWork<T>(compute: (data: PairedData) => T): (data: PairedData) => T {
  const results = new WeakMap<PairedData, { readonly value: T }>();
  return (data) => {
    const known = results.get(data);
    if (known) return known.value;
    const value = compute(data);
    results.set(data, { value });
    return value;
  };
}
