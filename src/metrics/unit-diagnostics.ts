import type { ColumnData } from './column-data.ts';
import type { Diagnostic } from './metric.ts';
import type { PairedData } from './paired-data.ts';

/** Standard deviations of one array that differ by more than this factor make the units a part of the score. */
const UNEQUAL_RATIO = 4;

/** A mean that lies further from 0 than this share of a standard deviation is an offset, not chance. */
const OFFSET_SHARE = 1 / 4;

type Side = readonly [name: 'factor' | 'code', columns: ColumnData];

const sidesOf = ({ factors, codes }: PairedData): readonly Side[] => [
  ['factor', factors],
  ['code', codes],
];

/** A remark for each side whose columns differ much in size, for a metric that weighs them by it. */
export function unequalUnitsDiagnostics(data: PairedData, sides: readonly Side[0][]): Diagnostic[] {
  return sidesOf(data)
    .filter(([name]) => sides.includes(name))
    .flatMap(([name, { summaries }]) => {
      const varying = [...summaries.entries()].filter(([, { constant }]) => !constant);
      const ascending = varying.toSorted(([, a], [, b]) => a.standardDeviation - b.standardDeviation);
      const [least, greatest] = [ascending[0], ascending.at(-1)];
      if (!least || !greatest || greatest[1].standardDeviation / least[1].standardDeviation <= UNEQUAL_RATIO) return [];
      const message = `The score depends on the units of the ${name}s: ${name} ${greatest[0]} (counted from 0) varies more than ${UNEQUAL_RATIO} times as much as ${name} ${least[0]}, and weighs more.`;
      return [{ code: `unequal-${name}-units`, message }];
    });
}

/** A remark for each side with columns that lie off 0, for a metric that fits through the origin. */
export function offsetDiagnostics(data: PairedData): Diagnostic[] {
  return sidesOf(data).flatMap(([name, { summaries }]) => {
    const columns = [...summaries.entries()].filter(
      ([, { constant, mean, standardDeviation }]) => !constant && Math.abs(mean) > OFFSET_SHARE * standardDeviation,
    );
    if (columns.length === 0) return [];
    const listed = columns.map(([j]) => j).join(', ');
    const message = `A fit through the origin counts what ${name} columns ${listed} (counted from 0) lie off 0 as error: centre them, or use r2.`;
    return [{ code: `offset-${name}`, message }];
  });
}
