import type { Verdict } from '../evaluation/verdict.ts';

/** How pages show a verdict. */
export interface VerdictEntry {
  readonly name: Verdict;
  readonly title: string;
  readonly meaning: string;
  /** Symbol as paths on a 12 × 12 grid: `fill` for solid shapes, `stroke` for lines. */
  readonly symbol: { readonly fill?: string; readonly stroke?: string };
}

const ENTRIES: readonly VerdictEntry[] = [
  {
    name: 'calibrated',
    title: 'Calibrated',
    meaning: 'The score is high where the factors are recovered and low where they are not.',
    symbol: { stroke: 'M1.5 6.5 4.5 9.5 10.5 2.5' },
  },
  {
    name: 'false-positive',
    title: 'False positive',
    meaning: 'The score says recovered, and the codes do not recover the factors.',
    symbol: { fill: 'M6 1 11.5 11H.5z' },
  },
  {
    name: 'false-negative',
    title: 'False negative',
    meaning: 'The codes recover the factors, and the score says that they do not.',
    symbol: { fill: 'M6 11 .5 1h11z' },
  },
  {
    name: 'lenient',
    title: 'Lenient',
    meaning: 'The factors are not recovered, yet the score is above one half.',
    symbol: { stroke: 'M6 2 11 10.5H1z' },
  },
  {
    name: 'confounded',
    title: 'Confounded',
    meaning: 'The same encoder scores differently when only the dependence between factors changes.',
    symbol: { stroke: 'M1 4h9M7.6 1.6 10 4M11 8H2M4.4 10.4 2 8' },
  },
  {
    name: 'inconclusive',
    title: 'Inconclusive',
    meaning: 'The interval contains the threshold that would decide.',
    symbol: { stroke: 'M3 4a3 3 0 1 1 4.4 2.6C6.4 7.1 6 7.5 6 8.3M6 10.2v1' },
  },
  {
    name: 'undefined',
    title: 'Undefined',
    meaning: 'The metric gives no score here.',
    symbol: { stroke: 'M2 6h8' },
  },
];

/** All verdicts, in the order of legends. */
export const VERDICTS: ReadonlyMap<string, VerdictEntry> = new Map(ENTRIES.map((entry) => [entry.name, entry]));

/** @throws Error for a name that is no verdict */
export function describeVerdict(name: string): VerdictEntry {
  const entry = VERDICTS.get(name);
  if (!entry) throw new Error(`no such verdict: ${name}`);
  return entry;
}
