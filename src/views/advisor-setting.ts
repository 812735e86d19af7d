import type { EquivalenceClass } from '../suite/tracks/track.ts';

/** How factors relate to each other, and the DGPs of the suite that are drawn so. */
export const FACTOR_KINDS = [
  { id: 'independent', title: 'independent', dgps: ['D1', 'D5'] },
  { id: 'correlated', title: 'correlated, or linearly caused by each other', dgps: ['D2', 'D7'] },
  { id: 'redundant', title: 'redundant: some are functions of one other', dgps: ['D3'] },
  { id: 'dependent', title: 'nonlinearly dependent: some are functions of two others', dgps: ['D4'] },
  { id: 'discrete', title: 'discrete, with a few ordered levels', dgps: ['D6'] },
  { id: 'sparse', title: 'sparse: mostly zero', dgps: ['D8'] },
] as const;

export type FactorKind = (typeof FACTOR_KINDS)[number]['id'];

/** A kind of factors by its identifier; there is one for each. */
export function factorsOf(kind: FactorKind): { readonly title: string; readonly dgps: readonly string[] } {
  return FACTOR_KINDS.find(({ id }) => id === kind)!;
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
