import { expect, it } from 'vitest';
import { METRIC_KEYS } from '../metrics/catalogue.ts';
import { BENCH_REPORTS } from './bench-files.ts';

it('measured metrics that exist', () => {
  expect(BENCH_REPORTS.length).toBeGreaterThan(0);
  for (const { sizes } of BENCH_REPORTS)
    for (const { groups } of sizes) expect(METRIC_KEYS).toEqual(expect.arrayContaining(groups.flatMap(({ keys }) => keys)));
});
