/** A number that grows with the batch: `fixed + perRow · rows` for any number of rows from 1 on. `perRow` is never 0. */
export interface RowCount {
  readonly fixed: number;
  readonly perRow: number;
}

/** A number that shapes are computed from: the same for every batch, or growing with it. */
export type Quantity = number | RowCount;

/** The number of rows, `perRow` times. */
export function rowCount(perRow: number, fixed = 0): Quantity {
  return perRow === 0 ? fixed : { fixed, perRow };
}

const fixedOf = (value: Quantity) => (typeof value === 'number' ? value : value.fixed);
const perRowOf = (value: Quantity) => (typeof value === 'number' ? 0 : value.perRow);

export function plus(a: Quantity, b: Quantity): Quantity {
  return rowCount(perRowOf(a) + perRowOf(b), fixedOf(a) + fixedOf(b));
}

export function minus(a: Quantity, b: Quantity): Quantity {
  return rowCount(perRowOf(a) - perRowOf(b), fixedOf(a) - fixedOf(b));
}

/** Undefined where the product grows faster than the batch. */
export function times(a: Quantity, b: Quantity): Quantity | undefined {
  if (typeof a === 'number') return rowCount(a * perRowOf(b), a * fixedOf(b));
  return typeof b === 'number' ? times(b, a) : undefined;
}

/** a / b where it is a whole number of rows and of others for every batch; undefined where it is not, or not known to be. */
export function exactQuotient(a: Quantity, b: Quantity): Quantity | undefined {
  if (typeof b !== 'number') {
    const ratio = perRowOf(a) / b.perRow;
    return Number.isInteger(ratio) && ratio !== 0 && fixedOf(a) === ratio * b.fixed ? ratio : undefined;
  }
  const [fixed, perRow] = [fixedOf(a) / b, perRowOf(a) / b];
  return Number.isInteger(fixed) && Number.isInteger(perRow) ? rowCount(perRow, fixed) : undefined;
}

/** −1, 0 or 1 where that is the sign for every number of rows from 1 on; undefined where it depends on the number. */
export function signOf(value: Quantity): number | undefined {
  if (typeof value === 'number') return Math.sign(value);
  const least = value.fixed + value.perRow;
  return Math.sign(least) === Math.sign(value.perRow) ? Math.sign(least) : undefined;
}
