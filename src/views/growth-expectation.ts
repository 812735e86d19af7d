/** How the time of a group should grow, from what its definition demands. */
export interface GrowthExpectation {
  readonly law: string;
  readonly reason: string;
}

const PAIRWISE: GrowthExpectation = { law: 'n · d · m', reason: 'one product for each row and pair of columns' };
const RANKED: GrowthExpectation = { law: 'n · (d · m + (d + m) · log n)', reason: 'sorting each column, then pairs of columns' };
const BINNED: GrowthExpectation = { law: 'n · d · m', reason: 'one count for each row and pair of columns' };
const LEAST_SQUARES: GrowthExpectation = { law: 'n · m · (d + m)', reason: 'one factorisation of the codes for all factors' };

/** By the first key of a group. */
const EXPECTATIONS: Readonly<Record<string, GrowthExpectation>> = {
  mcc_pearson: PAIRWISE,
  mcc_spearman: RANKED,
  mcc_crossfit: PAIRWISE,
  mcc_crossfit_spearman: RANKED,
  mcc_affine: LEAST_SQUARES,
  r2: LEAST_SQUARES,
  r2_origin: LEAST_SQUARES,
  mig: BINNED,
  mig_sup: BINNED,
  sap: PAIRWISE,
  modularity: BINNED,
  dci_d: { law: 'n · d · m', reason: 'each of 100 trees looks at every row of every code; sorting is done once' },
  infom: { law: 'n · d · m', reason: 'neighbours are counted along each sorted code, for each factor' },
  infom_corrected: {
    law: 'n · d · m',
    reason: 'as infom, with permuted codes; at least 20 of these, so that few codes cost as much as 20',
  },
  infoe: {
    law: 'n · d · r, and d · r² to d · r³',
    reason:
      'passes over the rows, r being the rank of the codes, which a linear mix holds at d; the curvature is taken from at most a quarter of the rows',
  },
  mcc_rdc: { law: 'n · d · m', reason: 'two bases and their products for each pair of columns' },
  mcc_rdc_centred: { law: 'n · d · m', reason: 'products of bases for each pair of columns' },
  tmex: { law: 'n · d · (d + m), and d³ a factor', reason: 'all regressions share one factorisation of each half' },
  r2_kernel: { law: 'constant from n = 6,000 on, n³ below', reason: 'at most 2,000 rows are fitted and 4,000 scored' },
};

/** Undefined for a group whose growth nobody has described. */
export function expectedGrowth(keys: readonly string[]): GrowthExpectation | undefined {
  return EXPECTATIONS[keys[0]!];
}
