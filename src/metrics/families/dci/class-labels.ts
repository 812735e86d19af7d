/**
 * A factor with more classes than this is predicted as a number: one tree per class and stage would take hours for, say, a row
 * count. The reference knows no bound.
 */
export const MOST_CLASSES = 100;

/**
 * The classes of a factor in ascending order, where it is to be classified: all its training values are integers, and there are
 * 2 … MOST_CLASSES different ones. Otherwise undefined.
 *
 * The reference classifies what `numpy.allclose` takes for integers, but its classifier then refuses whatever is not exactly
 * integer (every factor with an offset above 50,000): where it gives a value, this rule agrees with it.
 */
export function classesOf(factor: Float64Array): Float64Array | undefined {
  const classes = new Set<number>();
  for (const value of factor) {
    if (!Number.isInteger(value)) return undefined;
    classes.add(value + 0);
    if (classes.size > MOST_CLASSES) return undefined;
  }
  return classes.size >= 2 ? Float64Array.from(classes).sort() : undefined;
}
