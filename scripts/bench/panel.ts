import type { MetricKey } from '../../src/metrics/catalogue.ts';
import { DGPS } from '../../src/suite/dgps/catalogue.ts';
import { GEOMETRIES } from '../../src/suite/geometries/catalogue.ts';
import type { BenchSize } from '../../src/views/bench-report.ts';

export const SIZES: readonly BenchSize[] = [
  { n: 1000, d: 5, m: 5 },
  { n: 2000, d: 10, m: 10 },
  { n: 10_000, d: 10, m: 20 },
  { n: 20_000, d: 10, m: 50 },
];

/** The metrics of the released Python suite, but for the dear one. */
export const PANEL: readonly MetricKey[] = [
  'mcc_pearson',
  'mcc_spearman',
  'r2_origin',
  'mig',
  'infom',
  'infoc',
  'infoe',
  'dci_d',
  'dci_c',
  'dci_i',
  'tmex',
];

/** The dear one: it costs more than all others together. */
export const DEAR: MetricKey = 'mcc_rdc';

const namesInPaper = (entries: readonly { readonly id: string; readonly inPaper: boolean }[]): string[] =>
  entries.filter(({ inPaper }) => inPaper).map(({ id }) => id);

/** The grid of the paper: its DGPs with its geometries. */
export const GRID = namesInPaper(DGPS).flatMap((dgp) =>
  namesInPaper(GEOMETRIES).map((geometry) => ({ dgp, geometry, n: 1000, d: 5 })),
);

/** Every fourth cell of it, where all would take the reference too long. */
export const GRID_SAMPLE = GRID.filter((_, k) => k % 4 === 0);

export const nameOf = ({ n, d, m }: BenchSize): string => `n = ${n.toLocaleString('en')}, d = ${d}, m = ${m}`;
