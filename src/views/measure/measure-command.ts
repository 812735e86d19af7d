import type { SplitRule } from '../../metrics/metric.ts';
import { shellWord } from '../encode/shell.ts';

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
