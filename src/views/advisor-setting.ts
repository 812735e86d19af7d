import type { Dependence, Dgp } from '../suite/dgps/dgp.ts';
import type { EquivalenceClass } from '../suite/tracks/track.ts';

/** What a reader may say of factors: how they relate to each other, or which values they take. */
export const FACTOR_KINDS = [
  { id: 'independent', title: 'independent' },
  { id: 'correlated', title: 'correlated, or linearly caused by each other' },
  { id: 'redundant', title: 'redundant: some are functions of one other' },
  { id: 'dependent', title: 'nonlinearly dependent: some are functions of two others' },
  { id: 'discrete', title: 'discrete, with a few ordered levels' },
  { id: 'sparse', title: 'sparse: mostly zero' },
] as const;

export type FactorKind = (typeof FACTOR_KINDS)[number]['id'];

/** The title of a kind of factors. */
export function titleOfFactors(kind: FactorKind): string {
  return FACTOR_KINDS.find(({ id }) => id === kind)!.title;
}

const KIND_OF_DEPENDENCE: Readonly<Record<Dependence, FactorKind>> = {
  independent: 'independent',
  linear: 'correlated',
  redundant: 'redundant',
  joint: 'dependent',
};

/** The kind of the factors that a DGP draws: by their values where these are special, else by how they depend on each other. */
export function kindOfFactors({ dependence, support }: Pick<Dgp, 'dependence' | 'support'>): FactorKind {
  return support === 'continuous' ? KIND_OF_DEPENDENCE[dependence] : support;
}

/** Classes that a theorem may grant, the strictest first. */
export const CLASSES: readonly EquivalenceClass[] = [
  'affine-elementwise',
  'monotone-elementwise',
  'elementwise',
  'affine',
  'block',
];

/** What the advisor is asked. */
export interface AdvisorSetting {
  readonly factors: FactorKind;
  /** Rows, factors and codes. */
  readonly n: number;
  readonly d: number;
  readonly m: number;
  readonly class: EquivalenceClass;
}

/** What the page answers before anything is asked. */
export const DEFAULT_SETTING: AdvisorSetting = { factors: 'independent', n: 1000, d: 5, m: 5, class: 'affine-elementwise' };

/** Largest number that the form takes. */
export const LARGEST_COUNT = 1_000_000;

function readCount(text: string | null, fallback: number): number {
  const value = Number(text ?? fallback);
  return Number.isInteger(value) && value >= 1 && value <= LARGEST_COUNT ? value : fallback;
}

/** The setting that a query asks for; what it leaves out, or what is no such value, is as in the default. */
export function parseSetting(query: string): AdvisorSetting {
  const given = new URLSearchParams(query);
  const factors = FACTOR_KINDS.find(({ id }) => id === given.get('factors'))?.id ?? DEFAULT_SETTING.factors;
  const equivalence = CLASSES.find((name) => name === given.get('class')) ?? DEFAULT_SETTING.class;
  return {
    factors,
    n: readCount(given.get('n'), DEFAULT_SETTING.n),
    d: readCount(given.get('d'), DEFAULT_SETTING.d),
    m: readCount(given.get('m'), DEFAULT_SETTING.m),
    class: equivalence,
  };
}

/** The whole setting as a query, so that the address stays true should defaults change. */
export function formatSetting({ factors, n, d, m, class: equivalence }: AdvisorSetting): string {
  return new URLSearchParams({ factors, n: String(n), d: String(d), m: String(m), class: equivalence }).toString();
}
