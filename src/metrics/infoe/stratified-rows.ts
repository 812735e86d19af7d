import type { ClassifiedRows } from './logistic-objective.ts';

/**
 * Every `step`-th row of each class, but at least `minimum` rows of it if it has them, spread evenly over the class's rows. Class
 * weights are raised so that each class keeps its total weight: rare classes weigh most and must not be missed.
 */
export function stratifyRows(rows: ClassifiedRows, step: number, minimum: number): ClassifiedRows {
  const { inputs, width, labels, classCount, classWeights } = rows;
  const counts = new Int32Array(classCount);
  for (let i = 0; i < labels.length; i++) counts[labels[i]!]!++;
  const taken = counts.map((count) => Math.min(count, Math.max(minimum, Math.ceil(count / step))));
  const seen = new Int32Array(classCount);
  const chosen: number[] = [];
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    const [count, take, position] = [counts[label]!, taken[label]!, seen[label]!++];
    if (Math.floor(((position + 1) * take) / count) > Math.floor((position * take) / count)) chosen.push(i);
  }
  const subset = new Float64Array(chosen.length * width + 1);
  chosen.forEach((row, i) => subset.set(inputs.subarray(row * width, (row + 1) * width), i * width));
  return {
    inputs: subset,
    width,
    labels: Int32Array.from(chosen, (row) => labels[row]!),
    classCount,
    classWeights: classWeights.map((weight, k) => (weight * counts[k]!) / taken[k]!),
  };
}
