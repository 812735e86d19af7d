/** Cuts `n` rows into runs of at most `chunkRows`. */
export function* chunkSizes(n: number, chunkRows: number): Generator<number> {
  if (!(chunkRows >= 1)) throw new RangeError(`a chunk must have at least one row, not ${chunkRows}`);
  for (let done = 0; done < n; done += chunkRows) yield Math.min(chunkRows, n - done);
}

/** @throws RangeError unless `index` names one of `count` instances */
export function assertInstance(trackId: string, index: number, count: number): void {
  if (!Number.isInteger(index) || index < 0 || index >= count) {
    throw new RangeError(`track ${trackId} has instances 0 to ${count - 1}, not ${index}`);
  }
}
