import { describe, expect, it } from 'vitest';
import { METRIC_KEYS } from '../metrics/catalogue.ts';
import { BENCH_REPORTS, GROWTH } from './bench-files.ts';
import { expectedGrowth } from './growth-expectation.ts';

const keysOf = (groups: readonly { readonly keys: readonly string[] }[]): string[] => groups.flatMap(({ keys }) => keys);

describe('what was measured of main', () => {
  it('is of metrics that exist', () => {
    expect(BENCH_REPORTS.length).toBeGreaterThan(0);
    for (const { sizes } of BENCH_REPORTS)
      for (const { groups } of sizes) expect(METRIC_KEYS).toEqual(expect.arrayContaining(keysOf(groups)));
  });

  it('has an expected growth beside every measured one', () => {
    for (const { keys } of GROWTH?.groups ?? []) expect(expectedGrowth(keys), keys.join()).toBeDefined();
  });
});
