import type { SplitRule } from '../../metrics/metric.ts';

/** Characters that mean nothing to a shell. */
const PLAIN = /^[\w./@%+=:,-]+$/;

/** A file name as one word of a POSIX shell, which no option can be mistaken for. */
export function shellWord(name: string): string {
  const path = name.startsWith('-') ? `./${name}` : name;
  return PLAIN.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

/** What is measured, and how. */
export interface MeasureChoice {
  readonly factors: string;
  readonly codes: string;
  readonly seed: number;
  readonly split: SplitRule;
}

/** The command that measures the same files on a terminal. */
export function measureCommand({ factors, codes, seed, split }: MeasureChoice): string {
  const files = `--factors ${shellWord(factors)} --codes ${shellWord(codes)}`;
  const options = [...(seed === 0 ? [] : [`--seed ${seed}`]), ...(split === 'ordered' ? [] : [`--split ${split}`])];
  return ['npm run -s measure --', files, ...options, '--json'].join(' ');
}
