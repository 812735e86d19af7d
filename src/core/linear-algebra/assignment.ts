import type { Matrix } from '../matrix.ts';

/** A one-to-one matching of rows with columns; pair k is (rows[k], columns[k]), rows ascending. */
export interface Assignment {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  /** Sum of the matched weights. */
  readonly total: number;
}

/**
 * The one-to-one matching of min(rows, columns) pairs with the largest total weight.
 *
 * Shortest augmenting paths with dual variables, cubic time (Jonker and Volgenant, Computing 38, 1987, without their
 * initialisation; rectangular as in Crouse, IEEE Trans. Aerosp. Electron. Syst. 52, 2016). Among equally good matchings the
 * result is fixed: rows enter in order, and the first of equally near columns is taken.
 *
 * @param weights finite numbers
 */
export function assignMaximum(weights: Matrix): Assignment {
  const { rows, columns, data } = weights;
  const transposed = rows > columns;
  const [short, long] = transposed ? [columns, rows] : [rows, columns];
  const [shortStride, longStride] = transposed ? [rows, 1] : [1, rows];
  const ownerOf = matchShortSide(data, short, long, shortStride, longStride);

  const pairs: (readonly [number, number])[] = [];
  for (let j = 0; j < long; j++) if (ownerOf[j] !== -1) pairs.push(transposed ? [j, ownerOf[j]!] : [ownerOf[j]!, j]);
  pairs.sort(([a], [b]) => a - b);
  let total = 0;
  for (const [row, column] of pairs) total += data[column * rows + row]!;
  return { rows: Int32Array.from(pairs, ([row]) => row), columns: Int32Array.from(pairs, ([, column]) => column), total };
}

/** For each element of the long side its partner on the short side, or −1. */
function matchShortSide(data: Float64Array, short: number, long: number, shortStride: number, longStride: number): Int32Array {
  const shortPrice = new Float64Array(short);
  const longPrice = new Float64Array(long);
  const owner = new Int32Array(long).fill(-1);
  const partner = new Int32Array(short).fill(-1);
  const distance = new Float64Array(long);
  const predecessor = new Int32Array(long);
  const settled = new Uint8Array(long);
  for (let root = 0; root < short; root++) {
    distance.fill(Infinity);
    settled.fill(0);
    let current = root;
    let reached = 0;
    let sink = -1;
    while (sink === -1) {
      let nearest = -1;
      for (let j = 0; j < long; j++) {
        if (settled[j] === 1) continue;
        const length = reached - data[current * shortStride + j * longStride]! - shortPrice[current]! - longPrice[j]!;
        if (length < distance[j]!) {
          distance[j] = length;
          predecessor[j] = current;
        }
        if (nearest === -1 || distance[j]! < distance[nearest]!) nearest = j;
      }
      reached = distance[nearest]!;
      settled[nearest] = 1;
      if (owner[nearest] === -1) sink = nearest;
      else current = owner[nearest]!;
    }
    shortPrice[root]! += reached;
    for (let j = 0; j < long; j++) {
      if (settled[j] === 0 || j === sink) continue;
      const slack = reached - distance[j]!;
      shortPrice[owner[j]!]! += slack;
      longPrice[j]! -= slack;
    }
    for (let j = sink, i = -1; i !== root;) {
      i = predecessor[j]!;
      owner[j] = i;
      const freed = partner[i]!;
      partner[i] = j;
      j = freed;
    }
  }
  return owner;
}
