import type { FactorBlocks } from '../core/factor-blocks.ts';
import { InputError } from '../core/input-error.ts';
import { isMetricKey, METRIC_KEYS } from './catalogue.ts';
import type { MeasureOptions } from './measure.ts';

/**
 * Checks what the types of `measure`'s options cannot say.
 *
 * @param n number of rows of the arrays
 * @throws InputError naming the first broken rule
 */
export function checkOptions(options: MeasureOptions, n: number): void {
  for (const key of options.metrics ?? [])
    if (!isMetricKey(key))
      throw new InputError({ path: 'metrics', rule: `"${key}" is not a metric`, fix: `choose from ${METRIC_KEYS.join(', ')}` });
  if (options.split !== undefined && options.split !== 'ordered' && options.split !== 'seeded')
    throw new InputError({ path: 'split', rule: `"${String(options.split)}" is not a split`, fix: 'choose ordered or seeded' });
  if (options.permutations !== undefined && !(Number.isInteger(options.permutations) && options.permutations >= 0))
    throw new InputError({
      path: 'permutations',
      rule: `"${options.permutations}" is not a number of permutations`,
      fix: 'give a whole number of at least 0',
    });
  if (options.trainRows !== undefined) checkTrainRows(options.trainRows, n);
  if (options.folds !== undefined) checkFolds(options.folds, n);
}

/** @throws InputError unless the blocks are all of d factors, each once, and neither is empty */
export function checkBlocks({ content, style }: FactorBlocks, d: number): void {
  const listed = [...content, ...style].toSorted((a, b) => a - b);
  if (content.length > 0 && style.length > 0 && listed.length === d && listed.every((j, k) => j === k)) return;
  throw new InputError({
    path: 'blocks',
    rule: `content ${content.join(', ')} and style ${style.join(', ')} are no partition of ${d} factors`,
    fix: `name each factor from 0 to ${d - 1} once, at least one in each block`,
  });
}

function checkTrainRows(trainRows: ArrayLike<number>, n: number): void {
  const seen = new Uint8Array(n);
  for (let i = 0; i < trainRows.length; i++) {
    const row = trainRows[i]!;
    if (!Number.isInteger(row) || row < 0 || row >= n || seen[row] === 1)
      throw new InputError({
        path: 'trainRows',
        rule: `entry ${i} is ${row}`,
        fix: `give different row numbers from 0 to ${n - 1}`,
      });
    seen[row] = 1;
  }
  if (trainRows.length === 0 || trainRows.length === n)
    throw new InputError({
      path: 'trainRows',
      rule: `names ${trainRows.length} of ${n} rows`,
      fix: 'leave at least one row to fit on and one to score',
    });
}

function checkFolds(folds: ArrayLike<number>, n: number): void {
  if (folds.length !== n)
    throw new InputError({
      path: 'folds',
      rule: `has ${folds.length} entries for ${n} rows`,
      fix: 'give one fold number for each row',
    });
  for (let i = 0; i < n; i++)
    if (!Number.isInteger(folds[i]) || folds[i]! < 0)
      throw new InputError({ path: 'folds', rule: `entry ${i} is ${folds[i]}`, fix: 'number the folds from 0' });
}
