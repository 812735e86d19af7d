/** Largest and second largest of non-negative values; 0 where there are fewer. */
export function twoLargest(values: readonly number[]): readonly [number, number] {
  let top = 0;
  let second = 0;
  for (const value of values) {
    if (value > top) [top, second] = [value, top];
    else if (value > second) second = value;
  }
  return [top, second];
}
