import { describe, expect, it } from 'vitest';
import { createBenchChart, formatRatio, formatSeconds } from './bench-chart.ts';
import type { BenchReport, SizeFigures } from './bench-report.ts';

const size = { n: 1000, d: 5, m: 5 };

function reportOf(times: Readonly<Record<string, number>>): BenchReport {
  const groups = Object.entries(times).map(([key, cpu_seconds]) => ({ keys: [key], cpu_seconds, seconds: cpu_seconds, runs: 3 }));
  return { sizes: [{ ...size, groups } as unknown as SizeFigures] } as unknown as BenchReport;
}

describe('the chart of times', () => {
  it('has the dearest group first, beside the report before', () => {
    const { rows } = createBenchChart([reportOf({ mig: 0.2 }), reportOf({ mig: 0.1, dci: 1 })], size);
    expect(rows).toEqual([
      { label: 'dci', seconds: 1, before: null },
      { label: 'mig', seconds: 0.1, before: 0.2 },
    ]);
  });

  it('has a logarithmic axis with powers of ten', () => {
    const { at, ticks } = createBenchChart([reportOf({ dci: 1 })], size);
    expect([at(1e-9), at(1e-3), at(1)]).toEqual(['3%', '3%', '97%']);
    expect(ticks.map(({ label }) => label)).toEqual(['1 ms', '10 ms', '100 ms', '1 s']);
  });

  it('writes ratios with their interval', () => {
    expect(formatRatio({ ratio: 34.56, lower: 30.1, upper: 41.2, pairs: 3 })).toBe('35× [30, 41]');
    expect(formatRatio({ ratio: 1234, lower: null, upper: null, pairs: 1 })).toBe('1,200×');
  });

  it('writes times with two digits', () => {
    expect([0.00123, 0.0456, 1.26, 123].map(formatSeconds)).toEqual(['1.2 ms', '46 ms', '1.3 s', '120 s']);
  });
});
