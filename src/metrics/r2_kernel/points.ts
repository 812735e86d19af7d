/** Points of `width` coordinates, one after the other, with their squared lengths. */
export interface Points {
  readonly count: number;
  readonly width: number;
  readonly data: Float64Array;
  readonly squares: Float64Array;
}

/** Points from coordinates; computes the squared lengths. */
export function toPoints(data: Float64Array, count: number, width: number): Points {
  const squares = new Float64Array(count);
  for (let i = 0; i < count; i++)
    for (let k = i * width; k < (i + 1) * width; k++) squares[i] = squares[i]! + data[k]! * data[k]!;
  return { count, width, data, squares };
}
