import type { Matrix } from '../core/matrix.ts';
import type { Arrays, Diagnostic } from './metric.ts';

const isWide = ({ rows, columns }: Matrix) => columns > rows;
const sizeOf = ({ rows, columns }: Matrix) => `${columns} columns and ${rows} ${rows === 1 ? 'row' : 'rows'}`;

/** What two arrays that can be measured may have wrong all the same: they may lie on their side. */
export function arrayRemarks({ factors, codes }: Arrays): Diagnostic[] {
  const wide = [
    ...(isWide(factors) ? [`the factors have ${sizeOf(factors)}`] : []),
    ...(isWide(codes) ? [`the codes have ${sizeOf(codes)}`] : []),
  ];
  if (wide.length === 0) return [];
  const message = `More columns than rows: ${wide.join(', ')}. Is the array transposed? Each row is a sample; array.T turns it.`;
  return [{ code: 'more-columns-than-rows', message }];
}
