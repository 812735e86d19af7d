/** What a metric's maximum certifies of the codes. The truth table of the suite speaks of the same properties. */
export type Predicate =
  | 'affine-elementwise'
  | 'monotone-elementwise'
  | 'elementwise'
  | 'affinely-decodable'
  | 'modular'
  | 'compact'
  | 'informative'
  | 'linear-explicit'
  | 'block'
  | 'measurement-structure';

export type MetricKey =
  | 'mcc_pearson'
  | 'mcc_spearman'
  | 'r2'
  | 'r2_origin'
  | 'mig'
  | 'dci_d'
  | 'dci_c'
  | 'dci_i'
  | 'dci_min'
  | 'infom'
  | 'infoc'
  | 'infoe'
  | 'infom_corrected'
  | 'infoc_corrected'
  | 'mcc_crossfit'
  | 'mcc_crossfit_spearman'
  | 'mcc_affine'
  | 'mig_sup'
  | 'sap'
  | 'modularity'
  | 'mcc_rdc'
  | 'mcc_rdc_centred'
  | 'tmex'
  | 'tmex_controlled'
  | 'r2_kernel'
  | 'mig_corrected'
  | 'irs'
  | 'dci_es'
  | 'cka';

/** What pages and boards need to know of a metric without computing it. */
export interface MetricEntry {
  readonly key: MetricKey;
  readonly title: string;
  /** Name of the `MetricGroup` that computes it. */
  readonly group: string;
  /** The part that ranks a board; `score` is the headline number itself. */
  readonly rankPart: string;
  /** Smallest and largest possible value. */
  readonly range: readonly [number, number];
  /** What holds of the codes when the metric is at its maximum. */
  readonly certifies: readonly Predicate[];
  /** Whether the value depends on the seed even where the rows to fit on are given. */
  readonly stochastic: boolean;
  /** `slow`: more than about a second at n = 20,000 and d = m = 10. */
  readonly cost: 'fast' | 'slow';
}

const UNIT_RANGE = [0, 1] as const;

const fast = { range: UNIT_RANGE, stochastic: false, cost: 'fast' } as const;
const slow = { range: UNIT_RANGE, stochastic: false, cost: 'slow' } as const;

/** Every metric of the registry, in the order in which pages list them. */
export const METRICS: Readonly<Record<MetricKey, MetricEntry>> = {
  mcc_pearson: {
    ...fast,
    key: 'mcc_pearson',
    title: 'Mean correlation coefficient (Pearson)',
    group: 'mcc_pearson',
    rankPart: 'coverage',
    certifies: ['affine-elementwise'],
  },
  mcc_spearman: {
    ...fast,
    key: 'mcc_spearman',
    title: 'Mean correlation coefficient (Spearman)',
    group: 'mcc_spearman',
    rankPart: 'coverage',
    certifies: ['monotone-elementwise'],
  },
  r2: {
    ...fast,
    key: 'r2',
    title: 'R² with intercept',
    group: 'r2',
    rankPart: 'score',
    certifies: ['affinely-decodable'],
  },
  r2_origin: {
    ...fast,
    key: 'r2_origin',
    title: 'R² through the origin',
    group: 'r2_origin',
    rankPart: 'score',
    certifies: ['affinely-decodable'],
  },
  mig: {
    ...fast,
    key: 'mig',
    title: 'Mutual information gap',
    group: 'mig',
    rankPart: 'score',
    certifies: ['compact'],
  },
  dci_d: {
    ...slow,
    key: 'dci_d',
    title: 'DCI disentanglement',
    group: 'dci',
    rankPart: 'score',
    certifies: ['modular'],
  },
  dci_c: {
    ...slow,
    key: 'dci_c',
    title: 'DCI completeness',
    group: 'dci',
    rankPart: 'score',
    certifies: ['compact'],
  },
  dci_i: {
    ...slow,
    key: 'dci_i',
    title: 'DCI informativeness',
    group: 'dci',
    rankPart: 'score',
    certifies: ['informative'],
  },
  dci_min: {
    ...slow,
    key: 'dci_min',
    title: 'DCI, the least of the three',
    group: 'dci',
    rankPart: 'score',
    certifies: ['elementwise'],
  },
  infom: {
    ...fast,
    key: 'infom',
    title: 'InfoMEC modularity',
    group: 'infom_infoc',
    rankPart: 'score',
    certifies: ['modular'],
  },
  infoc: {
    ...fast,
    key: 'infoc',
    title: 'InfoMEC compactness',
    group: 'infom_infoc',
    rankPart: 'score',
    certifies: ['compact'],
  },
  infoe: {
    ...slow,
    key: 'infoe',
    title: 'InfoMEC explicitness',
    group: 'infoe',
    rankPart: 'score',
    certifies: ['linear-explicit'],
  },
  infom_corrected: {
    ...fast,
    key: 'infom_corrected',
    title: 'InfoMEC modularity above noise',
    group: 'infom_infoc_corrected',
    rankPart: 'score',
    stochastic: true,
    certifies: ['modular'],
  },
  infoc_corrected: {
    ...fast,
    key: 'infoc_corrected',
    title: 'InfoMEC compactness above noise',
    group: 'infom_infoc_corrected',
    rankPart: 'score',
    stochastic: true,
    certifies: ['compact'],
  },
  mcc_crossfit: {
    ...fast,
    key: 'mcc_crossfit',
    title: 'Cross-fitted mean correlation coefficient (Pearson)',
    group: 'mcc_crossfit',
    rankPart: 'coverage',
    stochastic: true,
    certifies: ['affine-elementwise'],
  },
  mcc_crossfit_spearman: {
    ...fast,
    key: 'mcc_crossfit_spearman',
    title: 'Cross-fitted mean correlation coefficient (Spearman)',
    group: 'mcc_crossfit_spearman',
    rankPart: 'coverage',
    stochastic: true,
    certifies: ['monotone-elementwise'],
  },
  mcc_affine: {
    ...fast,
    key: 'mcc_affine',
    title: 'Mean correlation coefficient after an affine map',
    group: 'mcc_affine',
    rankPart: 'coverage',
    certifies: ['affinely-decodable'],
  },
  mig_sup: {
    ...fast,
    key: 'mig_sup',
    title: 'Mutual information gap by code',
    group: 'mig_sup',
    rankPart: 'score',
    certifies: ['modular'],
  },
  sap: {
    ...fast,
    key: 'sap',
    title: 'Separated attribute predictability',
    group: 'sap',
    rankPart: 'score',
    certifies: ['compact', 'affine-elementwise'],
  },
  modularity: {
    ...fast,
    key: 'modularity',
    title: 'Modularity (Ridgeway and Mozer)',
    group: 'modularity',
    rankPart: 'score',
    certifies: ['modular'],
  },
  mcc_rdc: {
    ...slow,
    key: 'mcc_rdc',
    title: 'Mean correlation coefficient (randomised dependence)',
    group: 'mcc_rdc',
    rankPart: 'coverage',
    stochastic: true,
    certifies: ['elementwise'],
  },
  mcc_rdc_centred: {
    ...slow,
    key: 'mcc_rdc_centred',
    title: 'Mean correlation coefficient (randomised dependence, centred)',
    group: 'mcc_rdc_centred',
    rankPart: 'coverage',
    stochastic: true,
    certifies: ['elementwise'],
  },
  tmex: {
    ...fast,
    key: 'tmex',
    title: 'Test-based measurement exclusivity',
    group: 'tmex',
    rankPart: 'score',
    stochastic: true,
    certifies: ['measurement-structure'],
  },
  tmex_controlled: {
    ...fast,
    key: 'tmex_controlled',
    title: 'Measurement exclusivity with controlled false discoveries',
    group: 'tmex',
    rankPart: 'score',
    stochastic: true,
    certifies: ['measurement-structure'],
  },
  r2_kernel: {
    ...slow,
    key: 'r2_kernel',
    title: 'R² by kernel regression',
    group: 'r2_kernel',
    rankPart: 'score',
    stochastic: true,
    certifies: ['block'],
  },
  mig_corrected: {
    ...fast,
    key: 'mig_corrected',
    title: 'Mutual information gap above chance',
    group: 'mig_corrected',
    rankPart: 'score',
    certifies: ['compact'],
  },
  irs: {
    ...fast,
    key: 'irs',
    title: 'Interventional robustness',
    group: 'irs',
    rankPart: 'score',
    certifies: ['modular'],
  },
  dci_es: {
    ...fast,
    key: 'dci_es',
    title: 'Explicitness and size (DCI-ES)',
    group: 'dci_es',
    rankPart: 'score',
    stochastic: true,
    certifies: ['affinely-decodable'],
  },
  cka: {
    ...fast,
    key: 'cka',
    title: 'Linear centred kernel alignment',
    group: 'cka',
    rankPart: 'score',
    certifies: ['affinely-decodable'],
  },
};

/** All keys, in catalogue order. */
export const METRIC_KEYS = Object.keys(METRICS) as readonly MetricKey[];

/** Whether `key` names a metric. */
export function isMetricKey(key: string): key is MetricKey {
  return Object.hasOwn(METRICS, key);
}
